namespace DeepQ.Learning.Kernels;

/// <summary>C = f(A B + b), where A is given by its values that are not zero, as compressed sparse rows.</summary>
internal readonly ref struct GatherProduct
{
    /// <summary>Where each row of A begins among its values, and after the last one their number.</summary>
    public required ReadOnlySpan<int> Starts { get; init; }

    /// <summary>The column of each value of A: a row of B.</summary>
    public required ReadOnlySpan<int> Places { get; init; }

    /// <summary>The values of A.</summary>
    public required ReadOnlySpan<float> Values { get; init; }

    /// <summary>B, whose rows are contiguous.</summary>
    public required Matrix Right { get; init; }

    /// <summary>C, whose rows are contiguous and padded to whole vectors, as those of B are: the padding is computed too.</summary>
    public required Matrix Result { get; init; }

    /// <summary>b, a value a column of C, padded likewise; empty for none.</summary>
    public ReadOnlySpan<float> Biases { get; init; }

    /// <summary>Whether f is max(0, x).</summary>
    public bool Rectified { get; init; }
}
