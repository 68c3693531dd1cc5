namespace DeepQ.Learning.Kernels;

/// <summary>C = f(A B + b), where A is given by its nonzero values as compressed sparse rows.</summary>
internal readonly ref struct GatherProduct
{
    /// <summary>The start of each row of A among its values, followed by the number of values.</summary>
    public required ReadOnlySpan<int> Starts { get; init; }

    /// <summary>The column of each value of A: a row of B.</summary>
    public required ReadOnlySpan<int> Places { get; init; }

    /// <summary>The values of A.</summary>
    public required ReadOnlySpan<float> Values { get; init; }

    /// <summary>B, whose rows are contiguous.</summary>
    public required Matrix Right { get; init; }

    /// <summary>
    /// C, whose rows are contiguous and padded to whole vectors like those of B; the padding is computed too.
    /// </summary>
    public required Matrix Result { get; init; }

    /// <summary>b, one value per column of C, padded likewise; empty for none.</summary>
    public ReadOnlySpan<float> Biases { get; init; }

    /// <summary>Whether f is max(0, x).</summary>
    public bool Rectified { get; init; }
}
