namespace DeepQ.Results;

/// <summary>What the seeds of a variant brought.</summary>
internal sealed record VariantResult(string Name, IReadOnlyList<SeedResult> Seeds);
