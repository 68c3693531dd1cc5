using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Benchmarks;

/// <summary>ONNX Runtime alone with its inputs and outputs bound once: as fast as it can be called.</summary>
internal sealed class BoundSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly OrtValue[] _values;

    public BoundSession(byte[] model, int observationSize, int actionCount)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        _session = new InferenceSession(model, options);
        _binding = _session.CreateIoBinding();
        _values =
        [
            Value<float>([1, observationSize]),
            Value<float>([1, actionCount]),
            Value<long>([1]),
        ];
        _binding.BindInput(_session.InputNames[0], _values[0]);
        _binding.BindOutput(_session.OutputNames[0], _values[1]);
        _binding.BindOutput(_session.OutputNames[1], _values[2]);
    }

    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        Array.ForEach(_values, value => value.Dispose());
        _options.Dispose();
        _session.Dispose();
    }

    private static OrtValue Value<T>(long[] shape)
        where T : unmanaged
    {
        T[] values = new T[shape.Aggregate((product, length) => product * length)];
        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.AsMemory(), shape);
    }
}
