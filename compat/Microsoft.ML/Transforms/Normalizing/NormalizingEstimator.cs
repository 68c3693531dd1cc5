using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns to bring the slots of columns to a common scale.</summary>
public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly IHost _host;
    private readonly NormalizationSettings _settings;
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;

    internal NormalizingEstimator(
        IHostEnvironment env,
        NormalizationSettings settings,
        params (string OutputColumnName, string InputColumnName)[] columns)
    {
        if (settings.MaximumExampleCount <= 1)
            throw new ArgumentOutOfRangeException("maximumExampleCount", "Must be greater than 1");
        _host = env.Register(nameof(NormalizingEstimator));
        _settings = settings;
        _columns = columns;
    }

    public NormalizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column[] sources = [.. _columns.Select(pair => FindNumbers(input.Schema, pair.InputColumnName))];
        return new NormalizingTransformer(_host, _columns, NormalizerFitting.Fit(input, sources, _settings));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair =>
        {
            SchemaShape.Column source = inputSchema.FindColumn(pair.InputColumnName);
            bool isOpen = source.Kind == SchemaShape.Column.VectorKind.VariableVector;
            if (isOpen || source.IsKey || !IsNumber(source.ItemType))
                throw WrongType(nameof(inputSchema), source.ItemType);
            return new SchemaShape.Column(
                pair.OutputColumnName,
                source.Kind,
                source.ItemType,
                isKey: false,
                new SchemaShape([AnnotationShapes.IsNormalized, .. source.Kept(AnnotationKinds.SlotNames)]));
        }));
    }

    private static DataViewSchema.Column FindNumbers(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = schema.GetColumnOrNull(name)
            ?? throw new ArgumentOutOfRangeException("data", $"Could not find input column '{name}'");
        return IsNumber(column.Type.GetItemType()) && column.Type.GetValueCount() > 0
            ? column
            : throw WrongType("srcType", column.Type);
    }

    private static bool IsNumber(DataViewType itemType)
        => itemType.Equals(NumberDataViewType.Single) || itemType.Equals(NumberDataViewType.Double);

    private static ArgumentOutOfRangeException WrongType(string parameter, DataViewType type)
        => new(
            parameter,
            "Wrong column type for input column. "
                + $"Expected: Single, Double, Vector of Single or Vector of Double. Got: {type}.");
}
