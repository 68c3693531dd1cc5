using System.Text;
using DeepQ.Learning.Checkpoints;

namespace DeepQ.Learning.Distributed;

/// <summary>Writes and reads blocks as bytes. Numbers are little-endian; an observation value takes one byte if it is a byte, otherwise four.</summary>
internal static class BlockFormat
{
    private const byte Version = 1;

    /// <summary>Writes a block.</summary>
    public static void Write(BinaryWriter writer, ExperienceBlock block, ElementType elementType)
    {
        writer.Write(Version);
        writer.Write(block.Actor);
        writer.WriteValues<Guid>([block.Attempt]);
        writer.Write(block.Number);
        writer.Write(block.Counts.Length);
        writer.WriteValues<int>(block.Counts);
        WriteObservations(writer, block.States, elementType);
        writer.WriteValues<int>(block.Actions);
        writer.WriteValues<float>(block.Rewards);
        writer.WriteValues<BlockFlags>(block.Flags);
        writer.Write(block.Errors.Length > 0);
        writer.WriteValues<float>(block.Errors);
        writer.WriteValues<bool>(block.Masks);
        WriteObservations(writer, block.Successors, elementType);
        writer.WriteValues<bool>(block.SuccessorMasks);
        writer.Write(block.Episodes.Length);
        foreach ((double value, int length) in block.Episodes)
        {
            writer.Write(value);
            writer.Write(length);
        }
    }

    /// <summary>Returns a block as bytes.</summary>
    public static byte[] ToBytes(ExperienceBlock block, ElementType elementType)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        Write(writer, block, elementType);
        return stream.ToArray();
    }

    /// <summary>Reads a block that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">The bytes.</param>
    /// <param name="size">The number of values in an observation.</param>
    /// <param name="masked">The number of actions in a mask; 0 for no masks.</param>
    /// <param name="elementType">The type of the values of an observation.</param>
    /// <exception cref="InvalidDataException">The bytes are not a block of these sizes.</exception>
    public static ExperienceBlock Read(BinaryReader reader, int size, int masked, ElementType elementType)
    {
        try
        {
            return ReadUnchecked(reader, size, masked, elementType);
        }
        catch (Exception e) when (e is EndOfStreamException or OverflowException or ArgumentOutOfRangeException)
        {
            throw new InvalidDataException("The block is cut off.", e);
        }
    }

    /// <inheritdoc cref="Read(BinaryReader, int, int, ElementType)"/>
    public static ExperienceBlock Read(byte[] bytes, int size, int masked, ElementType elementType)
    {
        using BinaryReader reader = new(new MemoryStream(bytes, writable: false), Encoding.UTF8);
        ExperienceBlock block = Read(reader, size, masked, elementType);
        return reader.BaseStream.Position == bytes.Length
            ? block
            : throw new InvalidDataException($"The block has {bytes.Length - reader.BaseStream.Position} bytes too many.");
    }

    /// <summary>Writes observations.</summary>
    public static void WriteObservations(BinaryWriter writer, ReadOnlySpan<float> values, ElementType elementType)
    {
        if (elementType != ElementType.UInt8)
        {
            writer.WriteValues(values);
            return;
        }

        byte[] bytes = new byte[values.Length];
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)values[i];
        writer.Write(bytes);
    }

    /// <summary>Reads observations.</summary>
    public static void ReadObservations(BinaryReader reader, Span<float> values, ElementType elementType)
    {
        if (elementType != ElementType.UInt8)
        {
            reader.ReadValues(values);
            return;
        }

        byte[] bytes = new byte[values.Length];
        reader.ReadExactly(bytes);
        for (int i = 0; i < bytes.Length; i++)
            values[i] = bytes[i];
    }

    private static ExperienceBlock ReadUnchecked(BinaryReader reader, int size, int masked, ElementType elementType)
    {
        if (reader.ReadByte() is var version && version != Version)
            throw new InvalidDataException($"The block is of version {version}; this library reads version {Version}.");
        int actor = reader.ReadInt32();
        Guid[] attempt = new Guid[1];
        reader.ReadValues<Guid>(attempt);
        long number = reader.ReadInt64();
        int[] counts = new int[AtMost(reader.ReadInt32(), reader, sizeof(int))];
        reader.ReadValues<int>(counts);
        int rows = 0;
        foreach (int count in counts)
            rows = checked(rows + (count >= 0 ? count : throw new InvalidDataException($"An environment of the block has {count} transitions.")));
        float[] states = Observations(reader, rows, size, elementType);
        int[] actions = new int[rows];
        reader.ReadValues<int>(actions);
        float[] rewards = new float[rows];
        reader.ReadValues<float>(rewards);
        BlockFlags[] flags = new BlockFlags[rows];
        reader.ReadValues<BlockFlags>(flags);
        float[] errors = new float[reader.ReadBoolean() ? rows : 0];
        reader.ReadValues<float>(errors);
        bool[] masks = new bool[checked(rows * masked)];
        reader.ReadValues<bool>(masks);
        RequireEnds(counts, flags);
        int own = flags.Count(flag => flag.HasFlag(BlockFlags.HasSuccessor));
        float[] successors = Observations(reader, own, size, elementType);
        bool[] successorMasks = new bool[own * masked];
        reader.ReadValues<bool>(successorMasks);
        (double Return, int Length)[] episodes =
            new (double, int)[AtMost(reader.ReadInt32(), reader, sizeof(double) + sizeof(int))];
        foreach (ref (double Return, int Length) episode in episodes.AsSpan())
            episode = (reader.ReadDouble(), reader.ReadInt32());
        return new ExperienceBlock
        {
            Actor = actor,
            Attempt = attempt[0],
            Number = number,
            Counts = counts,
            States = states,
            Actions = actions,
            Rewards = rewards,
            Flags = flags,
            Errors = errors,
            Masks = masks,
            Successors = successors,
            SuccessorMasks = successorMasks,
            Episodes = episodes,
        };
    }

    private static float[] Observations(BinaryReader reader, int rows, int size, ElementType elementType)
    {
        int bytes = elementType == ElementType.UInt8 ? 1 : sizeof(float);
        float[] values = new float[checked(AtMost(rows, reader, checked(size * bytes)) * size)];
        ReadObservations(reader, values, elementType);
        return values;
    }

    // The last transition of an environment has no next one in the block.
    private static void RequireEnds(int[] counts, BlockFlags[] flags)
    {
        int end = 0;
        foreach (int count in counts)
        {
            end += count;
            if (count > 0 && !flags[end - 1].HasFlag(BlockFlags.HasSuccessor))
                throw new InvalidDataException($"Transition {end - 1} of the block has no successor.");
        }
    }

    // Never more room than there are bytes to fill it.
    private static int AtMost(int count, BinaryReader reader, int bytes) =>
        count >= 0 && (long)count * bytes <= reader.BaseStream.Length - reader.BaseStream.Position
            ? count
            : throw new InvalidDataException($"The block says that it has {count} rows of {bytes} bytes, and is cut off.");
}
