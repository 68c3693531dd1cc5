using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>The row of a cursor with some columns replaced by others.</summary>
/// <param name="source">The row, which moves with its cursor and is not owned.</param>
/// <param name="schema">Its columns.</param>
/// <param name="replaced">The replacement of each column, by its number.</param>
internal sealed class ReplacedRow(
    DataViewRow source, DataViewSchema schema, Dictionary<int, DataViewSchema.Column> replaced) : DataViewRow
{
    public override DataViewSchema Schema => schema;

    public override long Position => source.Position;

    public override long Batch => source.Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => source.IsColumnActive(Shown(column));

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        source.GetGetter<TValue>(Shown(column));

    public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

    private DataViewSchema.Column Shown(DataViewSchema.Column column) =>
        replaced.GetValueOrDefault(column.Index, column);
}
