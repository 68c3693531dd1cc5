using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms that bring numbers to a common scale.</summary>
public static class NormalizationCatalog
{
    private const long DefaultExampleCount = 1000000000;

    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        long maximumExampleCount = DefaultExampleCount,
        bool fixZero = true)
        => catalog.NormalizeMinMax(
            [new InputOutputColumnPair(outputColumnName, inputColumnName)], maximumExampleCount, fixZero);

    public static NormalizingEstimator NormalizeMinMax(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = DefaultExampleCount,
        bool fixZero = true)
        => new(
            catalog.Environment,
            new NormalizationSettings(NormalizationMethod.MinMax, fixZero, maximumExampleCount),
            InputOutputColumnPair.NamesOf(columns));

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName = null,
        long maximumExampleCount = DefaultExampleCount,
        bool fixZero = true,
        bool useCdf = false)
        => catalog.NormalizeMeanVariance(
            [new InputOutputColumnPair(outputColumnName, inputColumnName)], maximumExampleCount, fixZero, useCdf);

    public static NormalizingEstimator NormalizeMeanVariance(
        this TransformsCatalog catalog,
        InputOutputColumnPair[] columns,
        long maximumExampleCount = DefaultExampleCount,
        bool fixZero = true,
        bool useCdf = false)
        => new(
            catalog.Environment,
            new NormalizationSettings(
                useCdf ? NormalizationMethod.CumulativeDistribution : NormalizationMethod.MeanVariance,
                fixZero,
                maximumExampleCount),
            InputOutputColumnPair.NamesOf(columns));
}
