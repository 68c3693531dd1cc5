namespace DeepQ.Learning.Kernels;

/// <summary>
/// C = f(A B + b), where the rows of A are windows of the same memory that may overlap: A(i, j) is the value at
/// <see cref="Windows"/>[i] + <see cref="Steps"/>[j].
/// </summary>
/// <remarks>
/// A convolution has this form: a window is a position of the kernel and a step a value under it. The gradient of its
/// weights has it too, with a window for each value under the kernel and a step for each position.
/// </remarks>
internal readonly ref struct WindowProduct
{
    /// <summary>The memory of A.</summary>
    public required ReadOnlySpan<float> Left { get; init; }

    /// <summary>The start of each row of A.</summary>
    public required ReadOnlySpan<int> Windows { get; init; }

    /// <summary>The offset of each value of a row from its start.</summary>
    public required ReadOnlySpan<int> Steps { get; init; }

    /// <summary>B: one contiguous row per step.</summary>
    public required Matrix Right { get; init; }

    /// <summary>
    /// C, whose rows are contiguous and padded to whole vectors like those of B; the padding is computed too.
    /// </summary>
    public required Matrix Result { get; init; }

    /// <summary>b, one value per column of C, padded likewise; empty for none.</summary>
    public ReadOnlySpan<float> Biases { get; init; }

    /// <summary>Whether f is max(0, x).</summary>
    public bool Rectified { get; init; }

    /// <summary>Whether the product is added to the previous content of C, in place of b.</summary>
    public bool Adds { get; init; }
}
