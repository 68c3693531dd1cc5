using Parquet;
using Parquet.Schema;

namespace DeepQ.Decisions.Export.Columns;

/// <summary>A column of an export, in Parquet and as text.</summary>
internal abstract class ExportColumn
{
    /// <summary>The column in the Parquet schema.</summary>
    public abstract Field Field { get; }

    /// <summary>Writes the values of rows as a Parquet column.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter writer, IReadOnlyList<ExportedRow> rows, CancellationToken cancellationToken);

    /// <summary>Returns the value of a row as culture-invariant text; empty if there is none.</summary>
    public abstract string TextOf(ExportedRow row);
}
