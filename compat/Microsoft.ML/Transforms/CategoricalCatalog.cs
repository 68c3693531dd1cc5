using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms for categories.</summary>
public static class CategoricalCatalog
{
    private const int DefaultKeyCount = 1000000;

    public static OneHotEncodingEstimator OneHotEncoding(
        this TransformsCatalog.CategoricalTransforms catalog,
        string outputColumnName,
        string inputColumnName = null,
        OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator,
        int maximumNumberOfKeys = DefaultKeyCount,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        IDataView keyData = null)
        => catalog.OneHotEncoding(
            [new InputOutputColumnPair(outputColumnName, inputColumnName)],
            outputKind,
            maximumNumberOfKeys,
            keyOrdinality,
            keyData);

    public static OneHotEncodingEstimator OneHotEncoding(
        this TransformsCatalog.CategoricalTransforms catalog,
        InputOutputColumnPair[] columns,
        OneHotEncodingEstimator.OutputKind outputKind = OneHotEncodingEstimator.OutputKind.Indicator,
        int maximumNumberOfKeys = DefaultKeyCount,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        IDataView keyData = null)
        => new(
            catalog.Environment,
            outputKind,
            new KeyVocabularySettings(
                maximumNumberOfKeys,
                keyOrdinality == ValueToKeyMappingEstimator.KeyOrdinality.ByValue,
                AnnotateAsText: true),
            keyData,
            InputOutputColumnPair.NamesOf(columns));
}
