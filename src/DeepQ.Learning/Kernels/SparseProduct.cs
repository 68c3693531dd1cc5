namespace DeepQ.Learning.Kernels;

/// <summary>
/// C = f(A B + D E + b), where of each row of A only some columns count, and D has few: what is the same for all rows, and
/// each row's exceptions.
/// </summary>
internal readonly ref struct SparseProduct
{
    /// <summary>A, of any strides.</summary>
    public Matrix Left { get; init; }

    /// <summary>Whether the sizes of A's values count and not their signs.</summary>
    public bool Unsigned { get; init; }

    /// <summary>Which columns of each row of A count; null for no such part.</summary>
    public SparseRows? Places { get; init; }

    /// <summary>B, whose rows are contiguous.</summary>
    public Matrix Right { get; init; }

    /// <summary>D, of any strides; none for no such part.</summary>
    public Matrix CommonLeft { get; init; }

    /// <summary>E, whose rows are contiguous.</summary>
    public Matrix CommonRight { get; init; }

    /// <summary>
    /// C, whose rows are contiguous and padded to whole vectors, as those of B and E are: the padding is computed too.
    /// </summary>
    public required Matrix Result { get; init; }

    /// <summary>b, a value a column of C, padded likewise; empty for none.</summary>
    public ReadOnlySpan<float> Biases { get; init; }

    /// <summary>Whether f is max(0, x).</summary>
    public bool Rectified { get; init; }

    /// <summary>Where f keeps a value: where this matrix is positive. None keeps all.</summary>
    public Matrix Gate { get; init; }
}
