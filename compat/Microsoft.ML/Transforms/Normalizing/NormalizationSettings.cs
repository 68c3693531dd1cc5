namespace Microsoft.ML.Transforms;

/// <summary>What a normalizer is to learn.</summary>
/// <param name="Method">How the column is scaled.</param>
/// <param name="FixZero">Whether zero must stay zero.</param>
/// <param name="MaximumExampleCount">The number of rows that it learns from, at most.</param>
internal sealed record NormalizationSettings(NormalizationMethod Method, bool FixZero, long MaximumExampleCount);
