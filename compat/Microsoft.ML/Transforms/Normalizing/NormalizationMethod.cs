namespace Microsoft.ML.Transforms;

/// <summary>How a column is brought to a common scale.</summary>
internal enum NormalizationMethod
{
    MinMax,
    MeanVariance,
    CumulativeDistribution,
}
