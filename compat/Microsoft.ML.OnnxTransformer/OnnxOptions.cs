namespace Microsoft.ML.Transforms.Onnx;

/// <summary>How an ONNX model is scored.</summary>
public sealed class OnnxOptions
{
    public bool FallbackToCpu;
    public int? GpuDeviceId;
    public string[] InputColumns;
    public int? InterOpNumThreads;
    public int? IntraOpNumThreads;
    public string ModelFile;
    public string[] OutputColumns;
    public IDictionary<string, int[]> ShapeDictionary;

    public OnnxOptions()
    {
    }
}
