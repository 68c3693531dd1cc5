namespace Microsoft.ML.Transforms;

/// <summary>Can write what it does to a row as nodes of an ONNX graph.</summary>
internal interface IOnnxExportable
{
    /// <summary>Adds nodes that read the tensors of input columns and publishes those of output columns.</summary>
    /// <exception cref="NotSupportedException">What it does to these columns cannot be said in ONNX.</exception>
    void Export(IOnnxGraph graph, DataViewSchema inputSchema);
}
