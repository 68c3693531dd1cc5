using Parquet;
using Parquet.Schema;

namespace DeepQ.Decisions.Export.Columns;

/// <summary>A column of text.</summary>
internal sealed class TextColumn(string name, Func<ExportedRow, string?> valueOf) : ExportColumn
{
    private readonly DataField _field = new(name, typeof(string), isNullable: true);

    public override Field Field => _field;

    public override Task WriteAsync(ParquetRowGroupWriter writer, IReadOnlyList<ExportedRow> rows, CancellationToken cancellationToken) =>
        writer.WriteAsync(_field, [.. rows.Select(row => valueOf(row)!)]);

    public override string TextOf(ExportedRow row) => valueOf(row) ?? "";
}
