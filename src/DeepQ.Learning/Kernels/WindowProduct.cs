namespace DeepQ.Learning.Kernels;

/// <summary>
/// C = f(A B + b), where the rows of A are windows of the same memory that may overlap: A(i, j) is the value at
/// <see cref="Windows"/>[i] + <see cref="Steps"/>[j].
/// </summary>
/// <remarks>
/// A convolution is such a product, with a window a place of the kernel and a step a value under it. So is the gradient of its
/// weights, with a window a value under the kernel and a step a place.
/// </remarks>
internal readonly ref struct WindowProduct
{
    /// <summary>The memory of A.</summary>
    public required ReadOnlySpan<float> Left { get; init; }

    /// <summary>Where each row of A begins.</summary>
    public required ReadOnlySpan<int> Windows { get; init; }

    /// <summary>Where each value of a row is from there.</summary>
    public required ReadOnlySpan<int> Steps { get; init; }

    /// <summary>B: a row a step, contiguous.</summary>
    public required Matrix Right { get; init; }

    /// <summary>C, whose rows are contiguous and padded to whole vectors, as those of B are: the padding is computed too.</summary>
    public required Matrix Result { get; init; }

    /// <summary>b, a value a column of C, padded likewise; empty for none.</summary>
    public ReadOnlySpan<float> Biases { get; init; }

    /// <summary>Whether f is max(0, x).</summary>
    public bool Rectified { get; init; }

    /// <summary>Whether the product is added to what C holds, in place of b.</summary>
    public bool Adds { get; init; }
}
