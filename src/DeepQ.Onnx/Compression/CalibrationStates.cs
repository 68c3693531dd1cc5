using DeepQ.Onnx.Evaluation;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Guarding.Limits;
using DeepQ.Onnx.Policies;
using Google.Protobuf;

namespace DeepQ.Onnx.Compression;

/// <summary>States on which a network is computed as a whole or from a layer on.</summary>
/// <param name="states">The states, row-major.</param>
/// <param name="size">The number of values of a state.</param>
internal sealed class CalibrationStates(float[] states, int size)
{
    private const double GoldenRatio = 1.618033988749895;

    /// <summary>The number of states.</summary>
    public int Count => states.Length / size;

    /// <summary>As many states as asked for at most, from all parts; not at even distances, which could be those of a cycle.</summary>
    public CalibrationStates Some(int most)
    {
        int each = (Count + most - 1) / most;
        if (each <= 1)
            return this;
        float[] some = new float[Count / each * size];
        for (int i = 0; i < some.Length / size; i++)
        {
            int place = (i * each) + (int)(each * (i * GoldenRatio % 1));
            states.AsSpan(place * size, size).CopyTo(some.AsSpan(i * size));
        }

        return new(some, size);
    }

    /// <summary>Whether a value within the network is one row for each state, and not several as with sampled quantiles.</summary>
    public static bool HaveRows(ModelProto model, string value, int width)
    {
        try
        {
            return Admit(Showing(model, value, width)) is not null;
        }
        catch (PolicyFormatException)
        {
            return false;
        }
    }

    /// <summary>A value within the network in each state, row-major.</summary>
    /// <param name="model">The network.</param>
    /// <param name="value">The name of the value.</param>
    /// <param name="width">The number of its elements for a state.</param>
    public float[] Values(ModelProto model, string value, int width) => Run(Showing(model, value, width), value, width)([]);

    /// <summary>The network from a value within it on, for other values than the network has there.</summary>
    /// <param name="model">The network.</param>
    /// <param name="value">The name of the value.</param>
    /// <param name="width">The number of its elements for a state.</param>
    /// <param name="actions">The number of actions.</param>
    /// <returns>Gives the Q-values for a value of each state.</returns>
    public Func<float[], float[]> From(ModelProto model, string value, int width, int actions)
    {
        if (value == PolicyGraph.QValuesName)
            return values => values;
        ModelProto cut = model.Clone();
        cut.Graph.Node.Remove(cut.Graph.Node.Single(node => node.Output.Contains(value)));
        cut.Graph.Input.Add(GraphMessages.Value(value, OnnxElementType.Float32, [PolicyGraph.BatchAxis, width]));
        return Run(cut, PolicyGraph.QValuesName, actions, value, width);
    }

    private static ModelProto Showing(ModelProto model, string value, int width)
    {
        ModelProto shown = model.Clone();
        shown.Graph.Output.Clear();
        shown.Graph.Output.Add(GraphMessages.Value(value, OnnxElementType.Float32, [PolicyGraph.BatchAxis, width]));
        return shown;
    }

    private static CheckedModel Admit(ModelProto model) => OnnxGuard.Admit(model.ToByteArray(), OnnxProfile.Policy, OnnxLimits.None);

    private Func<float[], float[]> Run(ModelProto model, string output, int outputWidth, string? value = null, int width = 0)
    {
        OnnxProgram program = OnnxProgram.Compile(Admit(model), [output]);
        OnnxRun run = program.NewRun();
        return values =>
        {
            float[] results = new float[Count * outputWidth];
            for (int from = 0; from < Count; from += program.Capacity)
            {
                int batch = Math.Min(program.Capacity, Count - from);
                for (int input = 0; input < program.InputNames.Count; input++)
                {
                    if (program.InputNames[input] == value)
                        values.AsSpan(from * width, batch * width).CopyTo(run.Input<float>(input, batch));
                    else if (program.InputNames[input] == PolicyGraph.MaskName)
                        run.Input<bool>(input, batch).Fill(true);
                    else
                        Put(program, run, input, states.AsSpan(from * size, batch * size), batch);
                }

                run.Run(batch);
                run.Output<float>(0, batch).CopyTo(results.AsSpan(from * outputWidth));
            }

            return results;
        };
    }

    private static void Put(OnnxProgram program, OnnxRun run, int input, ReadOnlySpan<float> states, int batch)
    {
        if (program.Inputs[input].Storage.Type != OnnxElementType.UInt8)
        {
            states.CopyTo(run.Input<float>(input, batch));
            return;
        }

        Span<byte> bytes = run.Input<byte>(input, batch);
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)Math.Clamp(states[i], byte.MinValue, byte.MaxValue);
    }
}
