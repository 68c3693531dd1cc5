namespace DeepQ.Learning.Kernels;

/// <summary>
/// C = f(A B + b) of whole matrices. In a forward pass A is the input of a layer, one row per state, and B its
/// transposed weights. In a backward pass A is the gradient of its outputs and B its weights, or A the transposed
/// gradient and B its inputs.
/// </summary>
internal readonly ref struct Product
{
    /// <summary>A, of any strides.</summary>
    public required Matrix Left { get; init; }

    /// <summary>B, whose rows are contiguous.</summary>
    public required Matrix Right { get; init; }

    /// <summary>
    /// C, whose rows are contiguous and padded to whole vectors like those of B; the padding is computed too.
    /// </summary>
    public required Matrix Result { get; init; }

    /// <summary>The columns of A and rows of B to use; the others are zero or treated as zero.</summary>
    public required ReadOnlySpan<int> InnerIndices { get; init; }

    /// <summary>b, one value per column of C, padded likewise; empty for none.</summary>
    public ReadOnlySpan<float> Biases { get; init; }

    /// <summary>Whether f is max(0, x).</summary>
    public bool Rectified { get; init; }

    /// <summary>The matrix that gates the result: f keeps a value where it is positive. None keeps all.</summary>
    public Matrix Gate { get; init; }

    /// <summary>Returns the part of the product that gives some rows of C.</summary>
    public Product Rows(int row, int rows) => Rows(row, rows, InnerIndices);

    /// <summary>Returns the part with other inner indices.</summary>
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

    /// <summary>Returns the part of the product that gives some columns of C, from the start of a vector on.</summary>
    public Product Columns(int column, int columns) => new()
    {
        Left = Left,
        Right = Right.SliceColumns(column, columns),
        Result = Result.SliceColumns(column, columns),
        InnerIndices = InnerIndices,
        Biases = Biases.IsEmpty ? Biases : Biases[column..],
        Rectified = Rectified,
        Gate = Gate.SliceColumns(column, columns),
    };
}
