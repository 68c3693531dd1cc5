using Microsoft.ML.Model.OnnxConverter;

namespace Microsoft.ML;

/// <summary>Writes pipelines as ONNX models.</summary>
/// <remarks>
/// Each column X of the input data becomes an input X, each visible column Y of what the transformer makes an output
/// Y.output. The first dimension of each is open.
/// </remarks>
public static class OnnxExportExtensions
{
    private const int DefaultOpSetVersion = 12;

    /// <exception cref="InvalidOperationException">ONNX cannot say what one of the transformers does.</exception>
    public static void ConvertToOnnx(
        this ModelOperationsCatalog catalog, ITransformer transform, IDataView inputData, Stream stream)
        => Convert(catalog, transform, inputData, DefaultOpSetVersion, stream, null);

    /// <param name="outputColumns">The columns that become outputs.</param>
    /// <exception cref="InvalidOperationException">ONNX cannot say what one of the transformers does.</exception>
    public static void ConvertToOnnx(
        this ModelOperationsCatalog catalog,
        ITransformer transform,
        IDataView inputData,
        Stream stream,
        params string[] outputColumns)
        => Convert(catalog, transform, inputData, DefaultOpSetVersion, stream, outputColumns);

    /// <param name="opSetVersion">The version of ONNX's operators that the model uses, 9 to 12.</param>
    /// <exception cref="InvalidOperationException">ONNX cannot say what one of the transformers does.</exception>
    public static void ConvertToOnnx(
        this ModelOperationsCatalog catalog,
        ITransformer transform,
        IDataView inputData,
        int opSetVersion,
        Stream stream)
        => Convert(catalog, transform, inputData, opSetVersion, stream, null);

    private static void Convert(
        ModelOperationsCatalog catalog,
        ITransformer transform,
        IDataView inputData,
        int opSetVersion,
        Stream stream,
        string[] outputColumns)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(transform);
        ArgumentNullException.ThrowIfNull(inputData);
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(PipelineExport.ToOnnx(transform, inputData, opSetVersion, outputColumns));
    }
}
