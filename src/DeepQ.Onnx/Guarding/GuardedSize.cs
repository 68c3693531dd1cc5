namespace DeepQ.Onnx;

/// <summary>The size of a value for one row of the batch.</summary>
/// <param name="Count">The most elements that it can have.</param>
/// <param name="Shape">Its axes, those of a symbolic length as 1; null where they are not known.</param>
internal sealed record GuardedSize(long Count, long[]? Shape)
{
    /// <summary>A size from the axes.</summary>
    /// <exception cref="PolicyFormatException">It is too large.</exception>
    public static GuardedSize Of(params long[] shape)
    {
        long count = 1;
        foreach (long length in shape)
            count = Limited((Int128)count * length);
        return new(count, shape);
    }

    /// <summary>A size of which only the number of elements is known.</summary>
    /// <exception cref="PolicyFormatException">It is too large.</exception>
    public static GuardedSize AtMost(Int128 count) => new(Limited(count), null);

    private static long Limited(Int128 count) => count >= 0 && count <= OnnxGuard.MaxValues
        ? (long)count
        : throw OnnxGuard.Refused($"has a value of {count} elements a state; {OnnxGuard.MaxValues} are the most");
}
