namespace DeepQ.Learning.Kernels;

/// <summary>
/// C = f(A B + D E + b), where each row of A uses only some columns and D has few columns: the part that all rows
/// share, plus each row's exceptions.
/// </summary>
internal readonly ref struct SparseProduct
{
    /// <summary>A, of any strides.</summary>
    public Matrix Left { get; init; }

    /// <summary>Whether to use the magnitudes of A's values without their signs.</summary>
    public bool Unsigned { get; init; }

    /// <summary>The columns that each row of A uses; null without this part.</summary>
    public SparseRows? Places { get; init; }

    /// <summary>B, whose rows are contiguous.</summary>
    public Matrix Right { get; init; }

    /// <summary>D, of any strides; none without this part.</summary>
    public Matrix CommonLeft { get; init; }

    /// <summary>E, whose rows are contiguous.</summary>
    public Matrix CommonRight { get; init; }

    /// <summary>
    /// C, whose rows are contiguous and padded to whole vectors like those of B and E; the padding is computed too.
    /// </summary>
    public required Matrix Result { get; init; }

    /// <summary>b, one value per column of C, padded likewise; empty for none.</summary>
    public ReadOnlySpan<float> Biases { get; init; }

    /// <summary>Whether f is max(0, x).</summary>
    public bool Rectified { get; init; }

    /// <summary>The matrix that gates the result: f keeps a value where it is positive. None keeps all.</summary>
    public Matrix Gate { get; init; }
}
