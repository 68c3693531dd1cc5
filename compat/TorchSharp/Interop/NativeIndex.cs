namespace TorchSharp;

/// <summary>One step of a subscript as the native side reads it.</summary>
internal readonly record struct NativeIndex(IndexKind Kind, long Start, long Stop, long Step, nint Values)
{
    /// <summary>The bound of a slice that was not given.</summary>
    internal const long Absent = long.MinValue;
}

internal enum IndexKind : long
{
    None,
    Ellipsis,
    Integer,
    Boolean,
    Slice,
    Tensor,
}
