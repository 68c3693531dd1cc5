using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Turns keys back into the values they stand for.</summary>
public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;

    internal KeyToValueMappingEstimator(
        IHostEnvironment env, params (string OutputColumnName, string InputColumnName)[] columns)
        : this(env.Register(nameof(KeyToValueMappingEstimator)), columns)
    {
    }

    private KeyToValueMappingEstimator(IHost host, (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, new KeyToValueMappingTransformer(host, columns))
        => _columns = columns;

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair =>
        {
            SchemaShape.Column source = inputSchema.FindColumn(pair.InputColumnName);
            if (!source.IsKey || !source.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out var keyValues))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(inputSchema),
                    $"Schema mismatch for input column '{source.Name}': "
                        + $"expected a key with KeyValues, got {source.ItemType}");
            }

            return new SchemaShape.Column(
                pair.OutputColumnName,
                source.Kind,
                keyValues.ItemType,
                keyValues.IsKey,
                new SchemaShape(source.Kept(AnnotationKinds.SlotNames)));
        }));
    }
}
