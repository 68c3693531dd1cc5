using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Engines;
using DeepQ.Onnx.Evaluation;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Verification;

namespace DeepQ.Onnx.Adoption;

/// <summary>Makes a policy file from a Q-network that another library wrote as ONNX.</summary>
/// <remarks>
/// Nodes and weights stay unchanged. The input and the Q-values get the names of a policy file, the greedy action is
/// added, and the properties store what the caller knows: names of actions, bounds of observations, the discount. Parts
/// that no Q-value depends on are dropped.
/// </remarks>
public static class PolicyAdoption
{
    /// <summary>Adopts a model and compares the file with it at batch sizes 1, 3 and 64.</summary>
    /// <param name="model">
    /// The bytes of an .onnx file with one input, float or uint8 [batch, ...], and Q-values as an output, float [batch, actions]. The batch
    /// axis must be open. Also a file of ML-Agents with one branch of discrete actions, or of Godot RL Agents: the inputs and outputs that
    /// only their engines need are left out.
    /// </param>
    /// <param name="about">The description of the policy; its observation name becomes that of the input.</param>
    /// <param name="random">Draws the observations of the comparison, within the bounds of <paramref name="about"/>.</param>
    /// <param name="qValues">The name of the output with the Q-values; null if only one output is possible.</param>
    /// <returns>The file, and the figures of the comparison.</returns>
    /// <exception cref="ArgumentException">
    /// The input or the output does not match the observation and the actions, or several outputs do; the message lists
    /// them.
    /// </exception>
    /// <exception cref="InvalidOperationException">The metadata have an invalid value.</exception>
    /// <exception cref="PolicyVerificationException">The file computes something else than the model.</exception>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model, or have operators that no policy may use.</exception>
    public static AdoptedPolicy Adopt(ReadOnlySpan<byte> model, PolicyMetadata about, Random random, string? qValues = null)
    {
        ArgumentNullException.ThrowIfNull(about);
        ArgumentNullException.ThrowIfNull(random);
        IReadOnlyDictionary<string, string> properties = about.ToProperties();
        byte[]? engine = EngineNetwork.Open(model);
        if (engine is not null)
            model = engine;
        OnnxModelInfo info = OnnxModelInfo.Read(model);
        OnnxTensorInfo input = InputOf(info, about), output = OutputOf(info, about, qValues);

        byte[] named = OnnxRename.InputsAndOutputs(OnnxOutputs.Keep(model, output.Name), new Dictionary<string, string>
        {
            [input.Name] = about.ObservationName,
            [output.Name] = PolicyGraph.QValuesName,
        });
        ModelProto proto = OnnxModel.Parse(named);
        GraphPruning.Prune(proto.Graph);
        ValueInfoProto state = proto.Graph.Input.FirstOrDefault(port => port.Name == about.ObservationName)
            ?? throw new ArgumentException($"The output {output} does not depend on the input '{input.Name}': no policy acts by it.", nameof(model));
        SetShape(state, [.. about.ObservationShape]);
        SetShape(proto.Graph.Output[0], [about.ActionNames.Count]);
        proto.MetadataProps.Clear();
        foreach ((string key, string value) in properties)
            proto.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        byte[] adopted = OnnxGreedyAction.Append(ContentHash.Stamp(proto), PolicyGraph.QValuesName, PolicyGraph.ActionName);

        bool isOfBytes = input.ElementType == OnnxElementType.UInt8;
        int size = about.ObservationShape.Aggregate(1, (product, length) => checked(product * length));
        (float[] low, float[] high) = Bounds(about, size, isOfBytes);
        OnnxRun before = RunOf(model, output.Name), after = RunOf(adopted, PolicyGraph.QValuesName, PolicyGraph.ActionName);
        VerificationReport report = OnnxVerifier.Compare(
            (states, batch) => Run(after, states, batch, isOfBytes, hasAction: true),
            (states, batch) => Run(before, states, batch, isOfBytes, hasAction: false),
            low,
            high,
            random);
        return report.Passed ? new(adopted, report) : throw new PolicyVerificationException("policy.onnx", report);
    }

    private static OnnxTensorInfo InputOf(OnnxModelInfo info, PolicyMetadata about)
    {
        string all = string.Join("; ", info.Inputs);
        if (info.Inputs is not [{ ElementType: OnnxElementType.Float32 or OnnxElementType.UInt8, Dimensions: { Count: >= 2 } axes } input])
            throw new ArgumentException($"A policy takes one observation, Float32 or UInt8 [batch, ...]; the model takes {all}.");
        RequireOpenBatch(input);
        bool fits = axes.Count == about.ObservationShape.Count + 1
            && axes.Skip(1).Zip(about.ObservationShape).All(pair => pair.First.Length is null || pair.First.Length == pair.Second);
        return fits ? input : throw new ArgumentException(
            $"The model takes {input}, but the observation has the shape [{string.Join(", ", about.ObservationShape)}].", nameof(about));
    }

    private static OnnxTensorInfo OutputOf(OnnxModelInfo info, PolicyMetadata about, string? name)
    {
        string all = string.Join("; ", info.Outputs);
        OnnxTensorInfo[] fitting =
        [
            .. info.Outputs.Where(output => (name is null || output.Name == name)
                && output is { ElementType: OnnxElementType.Float32, Dimensions: [_, { } actions] }
                && (actions.Length is null || actions.Length == about.ActionNames.Count)),
        ];
        if (fitting is not [var only])
        {
            throw new ArgumentException(
                $"{(fitting.Length == 0 ? "No output" : "More than one output")} {(name is null ? "" : $"'{name}' ")}can be the Q-values of "
                + $"{about.ActionNames.Count} actions, Float32 [batch, {about.ActionNames.Count}]; the model returns {all}."
                + (fitting.Length > 1 ? " Name it." : ""));
        }

        RequireOpenBatch(only);
        return only;
    }

    private static void RequireOpenBatch(OnnxTensorInfo port)
    {
        if (port.Dimensions![0].Length is { } fixedLength)
        {
            throw new ArgumentException(
                $"{port} has a fixed batch of {fixedLength} observations. Export it with an open batch axis; in PyTorch, with dynamic_axes.");
        }
    }

    private static void SetShape(ValueInfoProto port, params ReadOnlySpan<int> lengths)
    {
        TensorShapeProto shape = new() { Dim = { new TensorShapeProto.Types.Dimension { DimParam = PolicyGraph.BatchAxis } } };
        foreach (int length in lengths)
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = length });
        port.Type.TensorType.Shape = shape;
    }

    private static (float[] Low, float[] High) Bounds(PolicyMetadata about, int size, bool isOfBytes)
    {
        float[] low = Enumerable.Repeat(isOfBytes ? 0f : float.NegativeInfinity, size).ToArray();
        float[] high = Enumerable.Repeat(isOfBytes ? 255f : float.PositiveInfinity, size).ToArray();
        for (int i = 0; i < size && about.ObservationLow.Count > 0; i++)
            (low[i], high[i]) = (about.ObservationLow[i % about.ObservationLow.Count], about.ObservationHigh[i % about.ObservationHigh.Count]);
        return (low, high);
    }

    private static OnnxRun RunOf(ReadOnlySpan<byte> model, params string[] outputs) =>
        OnnxProgram.Compile(OnnxGuard.Admit(model), outputs).NewRun();

    private static (float[] QValues, long[] Actions) Run(OnnxRun run, float[] states, int batch, bool isOfBytes, bool hasAction)
    {
        int size = states.Length / batch;
        List<float> qValues = [];
        List<long> actions = [];
        for (int row = 0; row < batch; row++)
        {
            ReadOnlySpan<float> state = states.AsSpan(row * size, size);
            if (isOfBytes)
            {
                Span<byte> bytes = run.Input<byte>(0, 1);
                for (int i = 0; i < size; i++)
                    bytes[i] = (byte)state[i];
            }
            else
            {
                state.CopyTo(run.Input<float>(0, 1));
            }

            run.Run(1);
            ReadOnlySpan<float> values = run.Output<float>(0, 1);
            qValues.AddRange(values);
            actions.Add(hasAction ? run.Output<long>(1, 1)[0] : Greatest(values));
        }

        return ([.. qValues], [.. actions]);
    }

    private static int Greatest(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int action = 1; action < values.Length; action++)
            best = values[action] > values[best] ? action : best;
        return best;
    }
}
