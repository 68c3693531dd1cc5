using Parquet;
using Parquet.Schema;

namespace DeepQ.Decisions.Export.Columns;

/// <summary>A column of an export, as Parquet and as text have it.</summary>
internal abstract class ExportColumn
{
    /// <summary>The column in the schema of Parquet.</summary>
    public abstract Field Field { get; }

    /// <summary>Writes the values of rows as a column of Parquet.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter writer, IReadOnlyList<ExportedRow> rows, CancellationToken cancellationToken);

    /// <summary>The value of a row as text, the same in each culture; empty where there is none.</summary>
    public abstract string TextOf(ExportedRow row);
}
