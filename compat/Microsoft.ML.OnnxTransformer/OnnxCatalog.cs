using Microsoft.ML.Transforms.Onnx;

namespace Microsoft.ML;

/// <summary>Transforms that score ONNX models.</summary>
/// <remarks>
/// Columns have the names of the model's inputs and outputs. A model given as a stream is read to its end at once.
/// </remarks>
public static class OnnxCatalog
{
    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, string modelFile, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => FromFile(catalog, null, null, modelFile, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string modelFile,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => FromFile(catalog, null, null, modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        string modelFile,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => FromFile(catalog, [outputColumnName], [inputColumnName], modelFile, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        string modelFile,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => FromFile(
            catalog, [outputColumnName], [inputColumnName], modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        string modelFile,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => FromFile(catalog, outputColumnNames, inputColumnNames, modelFile, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        string modelFile,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => FromFile(
            catalog, outputColumnNames, inputColumnNames, modelFile, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog, Stream modelBytes, int? gpuDeviceId = null, bool fallbackToCpu = false)
        => FromStream(catalog, null, null, modelBytes, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        Stream modelBytes,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => FromStream(catalog, null, null, modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        Stream modelBytes,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => FromStream(catalog, [outputColumnName], [inputColumnName], modelBytes, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string outputColumnName,
        string inputColumnName,
        Stream modelBytes,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => FromStream(
            catalog, [outputColumnName], [inputColumnName], modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        Stream modelBytes,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => FromStream(catalog, outputColumnNames, inputColumnNames, modelBytes, null, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(
        this TransformsCatalog catalog,
        string[] outputColumnNames,
        string[] inputColumnNames,
        Stream modelBytes,
        IDictionary<string, int[]> shapeDictionary,
        int? gpuDeviceId = null,
        bool fallbackToCpu = false)
        => FromStream(
            catalog, outputColumnNames, inputColumnNames, modelBytes, shapeDictionary, gpuDeviceId, fallbackToCpu);

    public static OnnxScoringEstimator ApplyOnnxModel(this TransformsCatalog catalog, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new OnnxScoringEstimator(catalog.Environment, options, OnnxModel.ReadFile(options.ModelFile));
    }

    private static OnnxScoringEstimator FromFile(
        TransformsCatalog catalog,
        string[] outputs,
        string[] inputs,
        string modelFile,
        IDictionary<string, int[]> shapes,
        int? gpuDeviceId,
        bool fallbackToCpu)
        => new(
            catalog.Environment,
            OptionsOf(outputs, inputs, shapes, gpuDeviceId, fallbackToCpu),
            OnnxModel.ReadFile(modelFile));

    private static OnnxScoringEstimator FromStream(
        TransformsCatalog catalog,
        string[] outputs,
        string[] inputs,
        Stream modelBytes,
        IDictionary<string, int[]> shapes,
        int? gpuDeviceId,
        bool fallbackToCpu)
    {
        ArgumentNullException.ThrowIfNull(modelBytes);
        using var bytes = new MemoryStream();
        modelBytes.CopyTo(bytes);
        return new OnnxScoringEstimator(
            catalog.Environment, OptionsOf(outputs, inputs, shapes, gpuDeviceId, fallbackToCpu), bytes.ToArray());
    }

    private static OnnxOptions OptionsOf(
        string[] outputs, string[] inputs, IDictionary<string, int[]> shapes, int? gpuDeviceId, bool fallbackToCpu)
        => new()
        {
            OutputColumns = outputs,
            InputColumns = inputs,
            ShapeDictionary = shapes,
            GpuDeviceId = gpuDeviceId,
            FallbackToCpu = fallbackToCpu,
        };
}
