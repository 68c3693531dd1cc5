using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Onnx.Tests.Running;

/// <summary>A policy in ONNX Runtime.</summary>
internal sealed class PolicySession : IDisposable
{
    private readonly RunOptions _runOptions = new();
    private readonly InferenceSession _session;
    private readonly long[] _rowShape;

    public PolicySession(byte[] model)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1 };
        _session = new InferenceSession(model, options);
        _rowShape = [.. _session.InputMetadata.Values.Single().Dimensions.Skip(1).Select(length => (long)length)];
    }

    public (float[] QValues, long[] Actions) Run(float[] states, int batch)
    {
        using OrtValue input = OrtValue.CreateTensorValueFromMemory(states, [batch, .. _rowShape]);
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(
            _runOptions, [_session.InputMetadata.Keys.Single()], [input], ["QValues", "Action"]);
        Assert.Equal([batch], outputs[1].GetTensorTypeAndShape().Shape);
        return (outputs[0].GetTensorDataAsSpan<float>().ToArray(), outputs[1].GetTensorDataAsSpan<long>().ToArray());
    }

    public void Dispose()
    {
        _session.Dispose();
        _runOptions.Dispose();
    }
}
