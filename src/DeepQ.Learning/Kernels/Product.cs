namespace DeepQ.Learning.Kernels;

/// <summary>
/// C = f(A B + b) of whole matrices. Forward A are the inputs of a layer, a row a state, and B its transposed weights;
/// backward A are the gradients of its outputs and B its weights, or A their transposed and B its inputs.
/// </summary>
internal readonly ref struct Product
{
    /// <summary>A, of any strides.</summary>
    public required Matrix Left { get; init; }

    /// <summary>B, whose rows are contiguous.</summary>
    public required Matrix Right { get; init; }

    /// <summary>
    /// C, whose rows are contiguous and padded to whole vectors, as those of B are: the padding is computed too.
    /// </summary>
    public required Matrix Result { get; init; }

    /// <summary>The columns of A and rows of B that count: the others are zero, or are meant to be.</summary>
    public required ReadOnlySpan<int> InnerIndices { get; init; }

    /// <summary>b, a value a column of C, padded likewise; empty for none.</summary>
    public ReadOnlySpan<float> Biases { get; init; }

    /// <summary>Whether f is max(0, x).</summary>
    public bool Rectified { get; init; }

    /// <summary>Where f keeps a value: where this matrix is positive. None keeps all.</summary>
    public Matrix Gate { get; init; }

    /// <summary>The part of it that gives some rows of C.</summary>
    public Product Rows(int row, int rows) => Rows(row, rows, InnerIndices);

    /// <summary>The same with inner indices of its own.</summary>
    public Product Rows(int row, int rows, ReadOnlySpan<int> innerIndices) => new()
    {
        Left = Left.Slice(row, rows),
        Right = Right,
        Result = Result.Slice(row, rows),
        InnerIndices = innerIndices,
        Biases = Biases,
        Rectified = Rectified,
        Gate = Gate.Slice(row, rows),
    };
}
