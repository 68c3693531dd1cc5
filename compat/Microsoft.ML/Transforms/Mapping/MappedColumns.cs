using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Columns that are made each on its own.</summary>
/// <param name="columns">The columns.</param>
/// <param name="export">
/// Adds nodes that read the tensors of the input columns and publishes those of the output columns; null for what ONNX
/// cannot express. Throws a <see cref="NotSupportedException"/> where it cannot for columns like these.
/// </param>
internal sealed class MappedColumns(MappedColumn[] columns, Action<IOnnxGraph> export = null) : IRowMapper
{
    public IReadOnlyList<DataViewSchema.DetachedColumn> OutputColumns { get; } =
        [.. columns.Select(column => column.Column)];

    internal Action<IOnnxGraph> Export => export;

    public IEnumerable<int> DependenciesOf(int outputColumn) => columns[outputColumn].Dependencies;

    public Delegate[] CreateGetters(DataViewRow input, Func<int, bool> isActive, ICollection<IDisposable> owned)
        => [.. columns.Select((column, i) => isActive(i) ? column.CreateGetter(input) : null)];
}
