using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Onnx.Tests.Running;

/// <summary>Runs a model of one float input once in ONNX Runtime.</summary>
internal static class GraphRun
{
    public static float[] Evaluate(byte[] model, float[] input, params long[] shape)
    {
        using RunOptions runOptions = new();
        using SessionOptions options = new() { IntraOpNumThreads = 1 };
        using InferenceSession session = new(model, options);
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(input, shape);
        using IDisposableReadOnlyCollection<OrtValue> outputs =
            session.Run(runOptions, session.InputNames, [value], [session.OutputNames[0]]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
