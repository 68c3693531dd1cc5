using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns which values columns have, and turns them into vectors with a slot for each.</summary>
public sealed class OneHotEncodingEstimator : IEstimator<OneHotEncodingTransformer>
{
    private readonly IHost _host;
    private readonly OutputKind _outputKind;
    private readonly ValueToKeyMappingEstimator _keys;
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;

    internal OneHotEncodingEstimator(
        IHostEnvironment env,
        OutputKind outputKind,
        KeyVocabularySettings settings,
        IDataView keyData,
        (string OutputColumnName, string InputColumnName)[] columns)
    {
        if (!Enum.IsDefined(outputKind))
            throw new ArgumentOutOfRangeException(nameof(outputKind), $"There is no output kind {(byte)outputKind}.");
        _host = env.Register(nameof(OneHotEncodingEstimator));
        _outputKind = outputKind;
        _keys = new ValueToKeyMappingEstimator(env, settings, keyData, columns);
        _columns = [.. columns.Select(pair => (pair.OutputColumnName, pair.OutputColumnName))];
    }

    /// <summary>What values become.</summary>
    public enum OutputKind : byte
    {
        /// <summary>How often each value occurs in a vector.</summary>
        Bag = 1,

        /// <summary>A one in the slot of the value.</summary>
        Indicator = 2,

        /// <summary>The key of the value.</summary>
        Key = 3,
    }

    public OneHotEncodingTransformer Fit(IDataView input)
    {
        ValueToKeyMappingTransformer keys = _keys.Fit(input);
        return new OneHotEncodingTransformer(
            _outputKind == OutputKind.Key
                ? new TransformerChain<ITransformer>(keys)
                : new TransformerChain<ITransformer>(
                    keys, new KeyToVectorTransformer(_host, _outputKind == OutputKind.Bag, _columns)));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SchemaShape keys = _keys.GetOutputSchema(inputSchema);
        return _outputKind == OutputKind.Key
            ? keys
            : keys.With(_columns.Select(pair => Vector(keys.FindColumn(pair.OutputColumnName))));
    }

    private SchemaShape.Column Vector(SchemaShape.Column key)
    {
        bool counts = _outputKind == OutputKind.Bag;
        bool isOpen = key.Kind == SchemaShape.Column.VectorKind.VariableVector && !counts;
        var annotations = new List<SchemaShape.Column>();
        if (!isOpen)
            annotations.Add(AnnotationShapes.SlotNames);
        if (!counts && !isOpen)
            annotations.Add(AnnotationShapes.CategoricalSlotRanges);
        if (!counts || key.Kind == SchemaShape.Column.VectorKind.Scalar)
            annotations.Add(AnnotationShapes.IsNormalized);
        return new SchemaShape.Column(
            key.Name,
            isOpen ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Vector,
            NumberDataViewType.Single,
            isKey: false,
            new SchemaShape(annotations));
    }
}
