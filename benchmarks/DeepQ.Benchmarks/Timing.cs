namespace DeepQ.Benchmarks;

/// <summary>What a contestant took, in microseconds an operation.</summary>
internal sealed record Timing(string Name, double Median, double Least, double Greatest, double Ratio, double BytesPerOperation);
