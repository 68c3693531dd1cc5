namespace DeepQ.Learning;

/// <summary>
/// C = f(A B + b): the one operation that takes time. Forward C is the outputs of a layer, A its weights and B its
/// inputs, a column a state; backward C is the gradient of the inputs with A the transposed weights, or of the weights
/// with B the inputs, a row a state.
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

    /// <summary>b, a value a row of C; empty for none.</summary>
    public ReadOnlySpan<float> Biases { get; init; }

    /// <summary>Whether f is max(0, x).</summary>
    public bool Rectified { get; init; }

    /// <summary>Where f keeps a value: where this matrix is positive. None keeps all.</summary>
    public Matrix Gate { get; init; }

    /// <summary>The part of it that gives some rows of C.</summary>
    public Product Rows(int row, int rows) => new()
    {
        Left = Left.Slice(row, rows),
        Right = Right,
        Result = Result.Slice(row, rows),
        Biases = Biases.IsEmpty ? default : Biases.Slice(row, rows),
        Rectified = Rectified,
        Gate = Gate.Slice(row, rows),
    };
}
