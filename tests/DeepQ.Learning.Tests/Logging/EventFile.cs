using System.Buffers.Binary;
using System.Text;

namespace DeepQ.Learning.Tests.Logging;

/// <summary>
/// Reads an event file apart, by the formats of TFRecord and protocol buffers, with nothing of what wrote it.
/// </summary>
internal static class EventFile
{
    public static IReadOnlyList<Event> Read(string path)
    {
        List<Event> events = [];
        ReadOnlySpan<byte> rest = File.ReadAllBytes(path);
        while (!rest.IsEmpty)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(rest);
            Assert.Equal(MaskedChecksum(rest[..8]), BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]));
            ReadOnlySpan<byte> data = rest.Slice(12, length);
            Assert.Equal(MaskedChecksum(data), BinaryPrimitives.ReadUInt32LittleEndian(rest[(12 + length)..]));
            events.Add(Parse(data));
            rest = rest[(16 + length)..];
        }

        return events;
    }

    // CRC-32C a bit at a time, turned right by 15 bits and moved by a constant.
    private static uint MaskedChecksum(ReadOnlySpan<byte> data)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in data)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ ((sum & 1) * 0x82F63B78);
        }

        sum = ~sum;
        return ((sum >> 15) | (sum << 17)) + 0xA282EAD8;
    }

    private static Event Parse(ReadOnlySpan<byte> data)
    {
        Event result = new();
        while (!data.IsEmpty)
        {
            switch (data[0])
            {
                case 0x09:
                    result = result with { Time = BinaryPrimitives.ReadDoubleLittleEndian(data[1..]) };
                    data = data[9..];
                    break;
                case 0x10:
                    data = data[1..];
                    result = result with { Step = Varint(ref data) };
                    break;
                case 0x1A:
                    result = result with { Version = Encoding.UTF8.GetString(Bytes(ref data)) };
                    break;
                case 0x2A:
                    ReadOnlySpan<byte> summary = Bytes(ref data);
                    Assert.Equal(0x0A, summary[0]);
                    ReadOnlySpan<byte> value = Bytes(ref summary);
                    Assert.Equal(0x0A, value[0]);
                    result = result with { Tag = Encoding.UTF8.GetString(Bytes(ref value)) };
                    Assert.Equal(0x15, value[0]);
                    result = result with { Value = BinaryPrimitives.ReadSingleLittleEndian(value[1..]) };
                    break;
                default:
                    Assert.Fail($"There is no field with the tag {data[0]:X2}.");
                    break;
            }
        }

        return result;
    }

    private static ReadOnlySpan<byte> Bytes(ref ReadOnlySpan<byte> data)
    {
        data = data[1..];
        int length = (int)Varint(ref data);
        ReadOnlySpan<byte> bytes = data[..length];
        data = data[length..];
        return bytes;
    }

    private static long Varint(ref ReadOnlySpan<byte> data)
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = data[0];
            data = data[1..];
            value |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }
    }

    public sealed record Event
    {
        public double Time { get; init; }

        public long Step { get; init; }

        public string? Version { get; init; }

        public string? Tag { get; init; }

        public float Value { get; init; }
    }
}
