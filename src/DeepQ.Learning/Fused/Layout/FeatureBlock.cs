using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Layout;

/// <summary>
/// Features of each state of a batch among the values of a network: neighboring columns of a matrix with one row per
/// state, which other features may share.
/// </summary>
/// <param name="Offset">The widths of the matrices before this one.</param>
/// <param name="Stride">The width of the matrix: the distance between two states.</param>
/// <param name="First">The first column, at the start of a cache line.</param>
/// <param name="Count">The number of features.</param>
internal readonly record struct FeatureBlock(int Offset, int Stride, int First, int Count)
{
    /// <summary>The same features with the columns of padding up to the next line.</summary>
    public FeatureBlock Padded => this with { Count = AlignedBuffer.Padded(Count) };

    /// <summary>All columns of the matrix that they share with others, the padding included.</summary>
    public FeatureBlock Whole => this with { First = 0, Count = Stride };

    /// <summary>The features of the first states of a batch.</summary>
    /// <param name="values">The values of the network, for batches of up to <paramref name="capacity"/>.</param>
    /// <param name="capacity">The greatest number of states.</param>
    /// <param name="states">The number of states.</param>
    public Matrix Of(Span<float> values, int capacity, int states) =>
        new(values[((Offset * capacity) + First)..], states, Count, Stride);
}
