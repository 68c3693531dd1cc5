namespace DeepQ.Benchmarks;

/// <summary>What a contestant took.</summary>
/// <param name="Name">The contestant.</param>
/// <param name="Median">Microseconds an operation, the median of the rounds.</param>
/// <param name="Least">The fastest round.</param>
/// <param name="Greatest">The slowest round.</param>
/// <param name="TimesFaster">
/// By the name of each reference, its time over that of this one, the median of the rounds: both stand in each round side
/// by side.
/// </param>
/// <param name="Bytes">Managed bytes allocated an operation; null for another process.</param>
/// <param name="Gigaflops">
/// Billions of floating-point operations a second of the dense layers, those that were left out included; null where they
/// are not counted.
/// </param>
internal sealed record Timing(
    string Name,
    double Median,
    double Least,
    double Greatest,
    IReadOnlyDictionary<string, double> TimesFaster,
    double? Bytes,
    double? Gigaflops)
{
    /// <summary>What else there is to say; null where there is nothing.</summary>
    public string? Note { get; init; }
}
