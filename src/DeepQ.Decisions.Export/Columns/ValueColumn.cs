using Parquet;
using Parquet.Schema;

namespace DeepQ.Decisions.Export.Columns;

/// <summary>A column of numbers, Booleans or times.</summary>
internal sealed class ValueColumn<T>(DataField column, Func<ExportedRow, T?> valueOf) : ExportColumn
    where T : struct
{
    public ValueColumn(string name, Func<ExportedRow, T?> valueOf)
        : this(new DataField(name, typeof(T), isNullable: true), valueOf)
    {
    }

    public override Field Field => column;

    public override Task WriteAsync(ParquetRowGroupWriter writer, IReadOnlyList<ExportedRow> rows, CancellationToken cancellationToken) =>
        writer.WriteAsync<T>(column, new ReadOnlyMemory<T?>([.. rows.Select(valueOf)]), cancellationToken: cancellationToken);

    public override string TextOf(ExportedRow row) => valueOf(row) is { } value ? ValueText.Of(value) : "";
}
