using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using Microsoft.ML.OnnxRuntime;

namespace Conformance;

/// <summary>What a policy gives beside Q-values and action, as ONNX Runtime computes it.</summary>
internal static class OtherOutputs
{
    public static Dictionary<string, float[]> Of(byte[] model, int rows, float[] states, bool[] legal)
    {
        OnnxModelInfo info = OnnxModelInfo.Read(model);
        string[] names = [.. info.Outputs.Select(output => output.Name)
            .Except([PolicyGraph.QValuesName, PolicyGraph.ActionName])];
        if (names.Length == 0)
            return [];

        // An input that may be left out is meant, and not worth a warning.
        using SessionOptions settings = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using InferenceSession session = new(model, settings);
        using RunOptions options = new();
        OnnxTensorInfo input = info.Inputs[0];
        long[] shape = [rows, .. input.Dimensions!.Skip(1).Select(axis => axis.Length!.Value)];
        Dictionary<string, OrtValue> feeds = new() { [input.Name] = OrtValue.CreateTensorValueFromMemory(states, shape) };
        if (legal.Length > 0)
            feeds[PolicyGraph.MaskName] = OrtValue.CreateTensorValueFromMemory(legal, [rows, legal.Length / rows]);
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(options, feeds, names);
        foreach (OrtValue feed in feeds.Values)
            feed.Dispose();
        return names.Zip(outputs).ToDictionary(
            pair => pair.First, pair => pair.Second.GetTensorDataAsSpan<float>().ToArray());
    }
}
