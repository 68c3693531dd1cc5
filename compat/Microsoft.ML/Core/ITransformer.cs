using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Turns one table into another.</summary>
public interface ITransformer : ICanSaveModel
{
    /// <summary>Whether each row comes from one row, so that <see cref="GetRowToRowMapper"/> works.</summary>
    bool IsRowToRowMapper { get; }

    DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    IDataView Transform(IDataView input);

    IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema);
}
