using System.Buffers.Binary;
using Google.Protobuf;

namespace DeepQ.Learning.Logging;

/// <summary>The records of a TensorBoard event file.</summary>
/// <remarks>
/// A record consists of the length of its data in 8 bytes, a checksum of the length, the data and a checksum of the
/// data, all little-endian. The data are a message <c>tensorflow.Event</c>: wall_time = 1, step = 2, file_version = 3,
/// summary = 5; in the summary value = 1, and in that tag = 1 and simple_value = 2.
/// </remarks>
internal static class EventRecord
{
    public static void Write(Stream stream, ReadOnlySpan<byte> data)
    {
        Span<byte> header = stackalloc byte[sizeof(ulong) + sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[sizeof(ulong)..], Crc32C.Masked(header[..sizeof(ulong)]));
        stream.Write(header);
        stream.Write(data);
        Span<byte> footer = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(footer, Crc32C.Masked(data));
        stream.Write(footer);
    }

    /// <summary>Returns the first event of a file, which names its format.</summary>
    public static byte[] Version(double time) => Message(output =>
    {
        WriteTime(output, time);
        output.WriteTag(3, WireFormat.WireType.LengthDelimited);
        output.WriteString("brain.Event:2");
    });

    /// <summary>Returns an event with one number.</summary>
    public static byte[] Scalar(double time, long step, string tag, float value)
    {
        byte[] entry = Message(output =>
        {
            output.WriteTag(1, WireFormat.WireType.LengthDelimited);
            output.WriteString(tag);
            output.WriteTag(2, WireFormat.WireType.Fixed32);
            output.WriteFloat(value);
        });
        byte[] summary = Message(output => WriteBytes(output, 1, entry));
        return Message(output =>
        {
            WriteTime(output, time);
            output.WriteTag(2, WireFormat.WireType.Varint);
            output.WriteInt64(step);
            WriteBytes(output, 5, summary);
        });
    }

    private static void WriteTime(CodedOutputStream output, double time)
    {
        output.WriteTag(1, WireFormat.WireType.Fixed64);
        output.WriteDouble(time);
    }

    private static void WriteBytes(CodedOutputStream output, int field, byte[] bytes)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(bytes));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using MemoryStream stream = new();
        using (CodedOutputStream output = new(stream, leaveOpen: true))
            write(output);
        return stream.ToArray();
    }
}
