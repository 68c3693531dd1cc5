using System.Runtime.InteropServices;

namespace DeepQ.Learning.Checkpoints;

/// <summary>Encodes arrays and generators for a checkpoint.</summary>
internal static class StateEncoding
{
    /// <summary>Writes values in their memory layout, without their number.</summary>
    public static void WriteValues<T>(this BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged => writer.Write(MemoryMarshal.AsBytes(values));

    /// <summary>Fills a span with values that <see cref="WriteValues"/> wrote.</summary>
    public static void ReadValues<T>(this BinaryReader reader, Span<T> values)
        where T : unmanaged => reader.ReadExactly(MemoryMarshal.AsBytes(values));

    public static void Write(this BinaryWriter writer, Xoshiro256 random)
    {
        Span<byte> state = stackalloc byte[Xoshiro256.StateSize];
        random.SaveState(state);
        writer.Write(state);
    }

    public static void Read(this BinaryReader reader, Xoshiro256 random)
    {
        Span<byte> state = stackalloc byte[Xoshiro256.StateSize];
        reader.ReadExactly(state);
        random.LoadState(state);
    }
}
