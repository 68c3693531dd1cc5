using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns which values columns have, and makes keys of them.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly IHost _host;
    private readonly KeyVocabularySettings _settings;
    private readonly IDataView _keyData;
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;

    internal ValueToKeyMappingEstimator(
        IHostEnvironment env,
        KeyVocabularySettings settings,
        IDataView keyData,
        (string OutputColumnName, string InputColumnName)[] columns)
    {
        if (keyData is { Schema.Count: not 1 })
        {
            throw new ArgumentOutOfRangeException(
                nameof(keyData), $"The key data must have one column, but it has {keyData.Schema.Count}.");
        }

        _host = env.Register(nameof(ValueToKeyMappingEstimator));
        _settings = settings;
        _keyData = keyData;
        _columns = columns;
    }

    /// <summary>The order in which values get their keys.</summary>
    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        KeyVocabulary[] vocabularies = [.. _columns.Select(pair => Learn(input, pair.InputColumnName))];
        return new ValueToKeyMappingTransformer(_host, _columns, vocabularies);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair =>
        {
            SchemaShape.Column source = inputSchema.FindColumn(pair.InputColumnName);
            var keyValues = new SchemaShape.Column(
                AnnotationKinds.KeyValues,
                SchemaShape.Column.VectorKind.Vector,
                _settings.AnnotateAsText ? TextDataViewType.Instance : source.ItemType,
                source.IsKey && !_settings.AnnotateAsText);
            return new SchemaShape.Column(
                pair.OutputColumnName,
                source.Kind,
                NumberDataViewType.UInt32,
                isKey: true,
                new SchemaShape([.. source.Kept(AnnotationKinds.SlotNames), keyValues]));
        }));
    }

    private KeyVocabulary Learn(IDataView input, string name)
    {
        DataViewSchema.Column source = input.Schema.GetColumnOrNull(name)
            ?? throw new ArgumentOutOfRangeException("inputSchema", $"Could not find input column '{name}'");
        return _keyData == null
            ? KeyVocabularyLearning.Learn(input, source, _settings)
            : KeyVocabularyLearning.Learn(
                _keyData, _keyData.Schema[0], _settings with { MaximumCount = int.MaxValue, SortByValue = false });
    }
}
