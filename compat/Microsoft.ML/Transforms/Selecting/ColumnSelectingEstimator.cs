using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps the named columns, or all but them.</summary>
public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    private readonly ColumnSelection _selection;

    internal ColumnSelectingEstimator(IHostEnvironment env, ColumnSelection selection)
        : this(env.Register(nameof(ColumnSelectingEstimator)), selection)
    {
    }

    private ColumnSelectingEstimator(IHost host, ColumnSelection selection)
        : base(host, new ColumnSelectingTransformer(selection))
        => _selection = selection;

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (string name in _selection.Names)
            inputSchema.FindColumn(name);
        return new SchemaShape(
            inputSchema.Where(column => _selection.Names.Contains(column.Name) == _selection.KeepsNamed));
    }
}
