using Microsoft.ML.OnnxRuntime;

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>A model that ONNX Runtime has loaded.</summary>
internal sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions = new();
    private bool _disposed;

    internal OnnxModel(byte[] bytes, OnnxOptions options, int? gpuDeviceId, bool fallbackToCpu)
    {
        Bytes = bytes;
        try
        {
            _session = Load(bytes, options, gpuDeviceId, fallbackToCpu);
        }
        catch (OnnxRuntimeException e)
        {
            throw new InvalidOperationException($"Error initializing model :{e}", e);
        }

        Inputs = Describe(_session.InputNames, _session.InputMetadata, options.ShapeDictionary);
        Outputs = Describe(_session.OutputNames, _session.OutputMetadata, options.ShapeDictionary);
    }

    internal byte[] Bytes { get; }

    internal OnnxTensor[] Inputs { get; }

    internal OnnxTensor[] Outputs { get; }

    public void Dispose()
    {
        _disposed = true;
        _runOptions.Dispose();
        _session.Dispose();
    }

    internal static byte[] ReadFile(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new ArgumentOutOfRangeException("ModelFile", "ModelFile cannot be null or white space");
        return File.Exists(path)
            ? File.ReadAllBytes(path)
            : throw new IOException($"Model file {path} does not exist.");
    }

    internal OnnxTensor FindInput(string name)
        => Inputs.FirstOrDefault(input => input.Name == name)
            ?? throw new ArgumentOutOfRangeException(
                nameof(name),
                name,
                $"Input tensor, {name}, does not exist in the ONNX model. "
                    + $"Available input names are [{string.Join(',', Inputs.Select(input => input.Name))}].");

    internal OnnxTensor FindOutput(string name)
        => Outputs.FirstOrDefault(output => output.Name == name)
            ?? throw new ArgumentOutOfRangeException(
                nameof(name),
                name,
                $"Output tensor, {name}, does not exist in the ONNX model. "
                    + $"Available output names are [{string.Join(',', Outputs.Select(output => output.Name))}].");

    internal IDisposableReadOnlyCollection<OrtValue> Run(string[] inputs, OrtValue[] values, string[] outputs)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(OnnxTransformer));
        return _session.Run(_runOptions, inputs, values, outputs);
    }

    private static OnnxTensor[] Describe(
        IReadOnlyList<string> names,
        IReadOnlyDictionary<string, NodeMetadata> metadata,
        IDictionary<string, int[]> shapes)
        => [.. names.Select(name => new OnnxTensor(
            name, metadata[name], shapes != null && shapes.TryGetValue(name, out int[] shape) ? shape : null))];

    private static InferenceSession Load(byte[] bytes, OnnxOptions options, int? gpuDeviceId, bool fallbackToCpu)
    {
        if (gpuDeviceId is int device)
        {
            try
            {
                using SessionOptions cuda = SessionOptions.MakeSessionOptionWithCudaProvider(device);
                return Load(bytes, options, cuda);
            }
            catch (OnnxRuntimeException) when (fallbackToCpu)
            {
                // The provider cannot be had here.
            }
        }

        using var cpu = new SessionOptions();
        return Load(bytes, options, cpu);
    }

    private static InferenceSession Load(byte[] bytes, OnnxOptions options, SessionOptions session)
    {
        if (options.IntraOpNumThreads is int intra)
            session.IntraOpNumThreads = intra;
        if (options.InterOpNumThreads is int inter)
            session.InterOpNumThreads = inter;
        return new InferenceSession(bytes, session);
    }
}
