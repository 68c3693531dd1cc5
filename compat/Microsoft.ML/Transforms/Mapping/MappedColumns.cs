using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Columns that are made each on its own.</summary>
/// <param name="columns">The columns.</param>
/// <param name="exporter">Writes them as an ONNX graph, null for what ONNX cannot express.</param>
internal sealed class MappedColumns(MappedColumn[] columns, IOnnxExportable exporter = null) : IRowMapper
{
    public IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns { get; } =
        [.. columns.Select(column => column.Column)];

    internal IOnnxExportable Exporter => exporter;

    public IEnumerable<int> DependenciesOf(int outputColumn) => columns[outputColumn].Dependencies;

    public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> isActive, ICollection<IDisposable> owned)
        => [.. columns.Select((column, i) => isActive(i) ? column.CreateGetter(input) : null)];
}
