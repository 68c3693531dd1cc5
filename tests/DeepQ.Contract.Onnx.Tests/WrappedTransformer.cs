using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Contract.Onnx.Tests;

/// <summary>A transformer of one's own that leaves everything to a stock one.</summary>
internal sealed class WrappedTransformer(ITransformer inner) : ITransformer
{
    public bool IsRowToRowMapper => inner.IsRowToRowMapper;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

    public void Save(ModelSaveContext ctx) => inner.Save(ctx);

    public IDataView Transform(IDataView input) => inner.Transform(input);
}
