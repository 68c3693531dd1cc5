using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A transformer that makes each output column from one input column.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    private protected readonly (string OutputColumnName, string InputColumnName)[] ColumnPairs;

    private protected OneToOneTransformerBase(
        IHost host, params (string OutputColumnName, string InputColumnName)[] columns)
        : base(host)
        => ColumnPairs = columns;

    /// <summary>The input columns of the pairs, in their order.</summary>
    private protected DataViewSchema.Column[] FindInputColumns(DataViewSchema inputSchema)
        => [.. ColumnPairs.Select(pair => inputSchema[FindInputColumn(inputSchema, pair.InputColumnName)])];
}
