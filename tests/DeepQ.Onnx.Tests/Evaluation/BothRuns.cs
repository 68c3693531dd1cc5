using DeepQ.Onnx.Evaluation;
using DeepQ.Onnx.Evaluation.Kernels;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Inspection;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.Onnx.Tests.Evaluation;

/// <summary>Runs a model in ONNX Runtime and as a program, and holds one against the other.</summary>
internal static class BothRuns
{
    private const double Tolerance = 1e-5;

    /// <summary>Compares all outputs over random states, in runs of several lengths and with each width of vector.</summary>
    public static void AssertEqual(byte[] model, int states = 7, float low = -2, float high = 2)
    {
        CheckedModel admitted = OnnxGuard.Admit(model, OnnxProfile.Pipeline, OnnxLimits.None);
        OnnxModelInfo info = OnnxModelInfo.Read(admitted.Bytes.Span);
        string[] outputs = [.. info.Outputs.Select(output => output.Name)];
        Random random = new(3);
        Array[] inputs = [.. info.Inputs.Select(input => Values(input, states, random, low, high))];
        using SessionOptions options = new() { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using InferenceSession session = new(admitted.Bytes.ToArray(), options);
        using RunOptions runOptions = new();
        OrtValue[] given = [.. info.Inputs.Zip(inputs, (input, values) => Tensor(values, Shape(input, states)))];
        using IDisposableReadOnlyCollection<OrtValue> expected =
            session.Run(runOptions, [.. info.Inputs.Select(input => input.Name)], given, outputs);
        foreach (ProductKernels kernels in ProductKernels.Available)
        {
            OnnxProgram program = OnnxProgram.Compile(admitted, outputs, null, kernels);
            OnnxRun run = program.NewRun();
            foreach (int length in new[] { states, 1, 3 })
            {
                for (int first = 0; first < states; first += length)
                {
                    int count = Math.Min(Math.Min(length, states - first), program.Capacity);
                    for (int i = 0; i < inputs.Length; i++)
                        Fill(run, i, inputs[i], first, count, states);
                    run.Run(count);
                    for (int i = 0; i < outputs.Length; i++)
                        Compare(expected[i], run, i, first, count, states, outputs[i]);
                }
            }
        }

        foreach (OrtValue value in given)
            value.Dispose();
    }

    private static long[] Shape(OnnxTensorInfo input, int states) =>
        [states, .. input.Dimensions!.Skip(1).Select(axis => axis.Length!.Value)];

    private static Array Values(OnnxTensorInfo input, int states, Random random, float low, float high)
    {
        int count = (int)Shape(input, states).Aggregate((product, length) => product * length);
        float[] numbers = [.. Enumerable.Range(0, count).Select(_ => low + ((high - low) * random.NextSingle()))];
        return input.ElementType switch
        {
            OnnxElementType.Float32 => numbers,
            OnnxElementType.Float64 => Array.ConvertAll(numbers, number => (double)number),
            OnnxElementType.Int64 => Array.ConvertAll(numbers, number => (long)number),
            OnnxElementType.Int32 => Array.ConvertAll(numbers, number => (int)number),
            OnnxElementType.UInt8 => Array.ConvertAll(numbers, number => (byte)(128 + number)),
            OnnxElementType.Boolean => Array.ConvertAll(numbers, number => number > 0),
            OnnxElementType.Text => Array.ConvertAll(numbers, number => number > 0 ? "a" : number > -1 ? "b" : ""),
            _ => throw new NotSupportedException($"{input.ElementType}"),
        };
    }

    private static OrtValue Tensor(Array values, long[] shape)
    {
        switch (values)
        {
            case float[] typed: return OrtValue.CreateTensorValueFromMemory(typed, shape);
            case double[] typed: return OrtValue.CreateTensorValueFromMemory(typed, shape);
            case long[] typed: return OrtValue.CreateTensorValueFromMemory(typed, shape);
            case int[] typed: return OrtValue.CreateTensorValueFromMemory(typed, shape);
            case byte[] typed: return OrtValue.CreateTensorValueFromMemory(typed, shape);
            case bool[] typed: return OrtValue.CreateTensorValueFromMemory(typed, shape);
            default:
                string[] texts = (string[])values;
                OrtValue tensor = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, shape);
                for (int i = 0; i < texts.Length; i++)
                    tensor.StringTensorSetElementAt(texts[i], i);
                return tensor;
        }
    }

    private static void Fill(OnnxRun run, int input, Array values, int first, int count, int states)
    {
        switch (values)
        {
            case float[] typed: Part(typed).CopyTo(run.Input<float>(input, count)); break;
            case double[] typed: Part(typed).CopyTo(run.Input<double>(input, count)); break;
            case long[] typed: Part(typed).CopyTo(run.Input<long>(input, count)); break;
            case int[] typed: Part(typed).CopyTo(run.Input<int>(input, count)); break;
            case byte[] typed: Part(typed).CopyTo(run.Input<byte>(input, count)); break;
            case bool[] typed: Part(typed).CopyTo(run.Input<bool>(input, count)); break;
            default: Part((string[])values).CopyTo(run.Input<string>(input, count)); break;
        }

        Span<T> Part<T>(T[] typed) => typed.AsSpan(typed.Length / states * first, typed.Length / states * count);
    }

    private static void Compare(OrtValue expected, OnnxRun run, int output, int first, int count, int states, string name)
    {
        switch ((OnnxElementType)expected.GetTensorTypeAndShape().ElementDataType)
        {
            case OnnxElementType.Float32:
                ReadOnlySpan<float> all = expected.GetTensorDataAsSpan<float>();
                double scale = Math.Max(1, Scale(all));
                ReadOnlySpan<float> part = Part(all), actual = run.Output<float>(output, count);
                Assert.Equal(part.Length, actual.Length);
                for (int i = 0; i < part.Length; i++)
                {
                    if (part[i] != actual[i] && !(float.IsNaN(part[i]) && float.IsNaN(actual[i])))
                        Assert.True(Math.Abs((double)part[i] - actual[i]) <= Tolerance * scale, $"{name}[{i}]: {part[i]}, not {actual[i]}");
                }

                break;
            case OnnxElementType.Float64:
                Assert.Equal(Part(expected.GetTensorDataAsSpan<double>()).ToArray(), run.Output<double>(output, count).ToArray());
                break;
            case OnnxElementType.Int64:
                Assert.Equal(Part(expected.GetTensorDataAsSpan<long>()).ToArray(), run.Output<long>(output, count).ToArray());
                break;
            case OnnxElementType.Int32:
                Assert.Equal(Part(expected.GetTensorDataAsSpan<int>()).ToArray(), run.Output<int>(output, count).ToArray());
                break;
            case OnnxElementType.UInt8:
                Assert.Equal(Part(expected.GetTensorDataAsSpan<byte>()).ToArray(), run.Output<byte>(output, count).ToArray());
                break;
            case OnnxElementType.Boolean:
                Assert.Equal(Part(expected.GetTensorDataAsSpan<bool>()).ToArray(), run.Output<bool>(output, count).ToArray());
                break;
            default:
                Assert.Equal(Part<string>(expected.GetStringTensorAsArray()).ToArray(), run.Output<string>(output, count).ToArray());
                break;
        }

        ReadOnlySpan<T> Part<T>(ReadOnlySpan<T> values) => values.Slice(values.Length / states * first, values.Length / states * count);
    }

    private static double Scale(ReadOnlySpan<float> values)
    {
        double scale = 0;
        foreach (float value in values)
            scale = float.IsFinite(value) ? Math.Max(scale, Math.Abs(value)) : scale;
        return scale;
    }
}
