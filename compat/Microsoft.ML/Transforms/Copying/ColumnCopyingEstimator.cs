using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Copies columns under other names.</summary>
public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    private readonly (string OutputColumnName, string InputColumnName)[] _columns;

    internal ColumnCopyingEstimator(
        IHostEnvironment env, params (string OutputColumnName, string InputColumnName)[] columns)
        : this(env.Register(nameof(ColumnCopyingEstimator)), columns)
    {
    }

    private ColumnCopyingEstimator(IHost host, (string OutputColumnName, string InputColumnName)[] columns)
        : base(host, new ColumnCopyingTransformer(host, columns))
        => _columns = columns;

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return inputSchema.With(_columns.Select(pair =>
        {
            SchemaShape.Column source = inputSchema.FindColumn(pair.InputColumnName);
            return new SchemaShape.Column(
                pair.OutputColumnName, source.Kind, source.ItemType, source.IsKey, source.Annotations);
        }));
    }
}
