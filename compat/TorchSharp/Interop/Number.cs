namespace TorchSharp;

/// <summary>A number as the native side reads it: an integer, a boolean or the bits of a double.</summary>
internal readonly record struct Number(long Bits, NumberKind Kind)
{
    internal static readonly Number None = new(0, NumberKind.None);
    internal static readonly Number One = new(1, NumberKind.Integer);

    internal double AsDouble() => Kind == NumberKind.Real ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long AsInt64() => Kind == NumberKind.Real ? (long)BitConverter.Int64BitsToDouble(Bits) : Bits;
}

internal enum NumberKind : long
{
    None = -1,
    Integer = 0,
    Real = 1,
    Boolean = 2,
}
