using System.Buffers.Binary;
using Google.Protobuf;

namespace DeepQ.Learning.Logging;

/// <summary>Reads the numbers of any TensorBoard event file: see <see cref="EventRecord"/>.</summary>
internal static class EventFile
{
    private const int Header = sizeof(ulong) + sizeof(uint);
    private const int Longest = 1 << 24;

    /// <summary>Returns the event files of a folder, in the order of their times.</summary>
    public static string[] In(string folder) =>
        [.. Directory.GetFiles(folder, "*tfevents*").Order(StringComparer.Ordinal)];

    /// <summary>Reads the numbers in order; skips a record that was incomplete when a program ended.</summary>
    /// <exception cref="InvalidDataException">The file is not an event file, or is damaged.</exception>
    public static IEnumerable<(string Tag, long Step, double Value)> Read(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] header = new byte[Header];
        while (file.ReadAtLeast(header, Header, throwOnEndOfStream: false) == Header)
        {
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(header);
            if (length > Longest || !HasChecksum(header))
                throw new InvalidDataException($"'{path}' is not a TensorBoard event file, or is damaged.");
            byte[] record = new byte[(int)length + sizeof(uint)];
            if (file.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) < record.Length)
                yield break;
            if (!HasChecksum(record))
                throw new InvalidDataException($"'{path}' is damaged.");
            foreach ((string, long, double) number in Event(path, record.AsMemory(0, (int)length)))
                yield return number;
        }
    }

    private static bool HasChecksum(ReadOnlySpan<byte> checkedData) =>
        BinaryPrimitives.ReadUInt32LittleEndian(checkedData[^sizeof(uint)..]) == Crc32C.Masked(checkedData[..^sizeof(uint)]);

    private static List<(string Tag, long Step, double Value)> Event(string path, ReadOnlyMemory<byte> data)
    {
        long step = 0;
        List<(string, double)> values = [];
        try
        {
            foreach ((int field, CodedInputStream input) in Fields(data))
            {
                if (field == 2)
                    step = input.ReadInt64();
                else if (field == 5)
                    values.AddRange(Summary(input.ReadBytes().Memory));
                else
                    input.SkipLastField();
            }
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new InvalidDataException($"'{path}' has a record that is not a TensorBoard event.", error);
        }

        return [.. values.Select(value => (value.Item1, step, value.Item2))];
    }

    private static IEnumerable<(string Tag, double Value)> Summary(ReadOnlyMemory<byte> data)
    {
        foreach ((int field, CodedInputStream input) in Fields(data))
        {
            if (field != 1)
            {
                input.SkipLastField();
                continue;
            }

            (string? tag, double? value) = (null, null);
            foreach ((int part, CodedInputStream entry) in Fields(input.ReadBytes().Memory))
            {
                if (part == 1)
                    tag = entry.ReadString();
                else if (part == 2)
                    value = entry.ReadFloat();
                else
                    entry.SkipLastField();
            }

            if (tag is not null && value is { } number)
                yield return (tag, number);
        }
    }

    private static IEnumerable<(int Field, CodedInputStream Input)> Fields(ReadOnlyMemory<byte> data)
    {
        CodedInputStream input = new(data.ToArray());
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
            yield return (WireFormat.GetTagFieldNumber(tag), input);
    }
}
