using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Policies;

namespace DeepQ.Onnx.Engines;

/// <summary>Takes the network out of a file of ML-Agents or Godot RL Agents: what its engine asks for beside it is left out.</summary>
internal static class EngineNetwork
{
    // A file that claims more would take memory for its masks.
    private const int MostActions = 100_000;
    private const string Masks = "action_masks";
    private const string Memory = "recurrent_in";
    private const string Actions = "deterministic_discrete_actions";
    private const string Shape = "discrete_action_output_shape";
    private static readonly string[] Continuous = ["continuous_actions", "continuous_action_output_shape", "deterministic_continuous_actions"];

    /// <summary>Returns a model with the values of the actions as its only output, named as in a policy; null if the file is for no engine.</summary>
    /// <param name="model">The bytes of the file.</param>
    /// <exception cref="ArgumentException">It is a file of ML-Agents whose values cannot be found; the message says why.</exception>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model.</exception>
    public static byte[]? Open(ReadOnlySpan<byte> model)
    {
        ModelProto proto = OnnxModel.Parse(model);
        GraphProto graph = proto.Graph;
        if (graph.Output.Any(output => output.Name == Shape))
            OpenUnity(graph);
        else if (graph.Output.FirstOrDefault(output => output.Name == "output") is { } values && graph.Output.Any(output => output.Name == "state_outs"))
            Keep(graph, values);
        else
            return null;
        byte[] network = ContentHash.Restamp(proto);
        string name = graph.Output[0].Name;
        return name == PolicyGraph.QValuesName
            ? network
            : OnnxRename.InputsAndOutputs(network, new Dictionary<string, string> { [name] = PolicyGraph.QValuesName });
    }

    // The action is the greatest of values that masks have been applied to. With all actions allowed these are the values.
    private static void OpenUnity(GraphProto graph)
    {
        if (graph.Output.FirstOrDefault(output => Continuous.Contains(output.Name)) is { } continuous)
            throw new ArgumentException($"The model has the output '{continuous.Name}': it has continuous actions, and a policy chooses one of several.");
        if (graph.Input.Any(input => input.Name == Memory))
            throw new ArgumentException($"The model has the input '{Memory}': it has a memory, and a policy acts by one observation alone.");
        string[] observations =
        [
            .. graph.Input.Select(input => input.Name).Where(name => name != Masks && graph.Initializer.All(tensor => tensor.Name != name)),
        ];
        if (observations.Length > 1)
            throw new ArgumentException($"The model has {observations.Length} observations, {string.Join(", ", observations)}, and a policy takes one.");
        NodeProto choice = ChoiceIn(graph);
        ValueInfoProto? masks = graph.Input.FirstOrDefault(input => input.Name == Masks);
        if (masks is null || OnnxTensorInfo.Of(masks).Dimensions is not [_, { Length: > 0 and <= MostActions and var actions }])
            throw new ArgumentException($"A file of ML-Agents takes '{Masks}' [batch, actions], at most {MostActions}; the model does not.");
        graph.Input.Remove(masks);
        float[] all = new float[(int)actions];
        all.AsSpan().Fill(1);
        graph.Initializer.Add(GraphMessages.Tensor<float>(Masks, OnnxElementType.Float32, all, [1, all.Length]));
        Keep(graph, GraphMessages.Value(choice.Input[0], OnnxElementType.Float32, [PolicyGraph.BatchAxis, all.Length]));
    }

    private static NodeProto ChoiceIn(GraphProto graph)
    {
        if (graph.Output.All(output => output.Name != Actions))
            throw new ArgumentException($"The model has no output '{Actions}': newer versions of ML-Agents write it, and the values are found by it.");
        string name = Actions;
        // Nodes stand after those that they read, so that one pass from the end finds all of them.
        foreach (NodeProto node in graph.Node.Reverse())
        {
            if (!node.Output.Contains(name) || node.Input.Count == 0)
                continue;
            if (node.OpType == "ArgMax")
                return node;
            if (node.OpType is not ("Identity" or "Cast" or "Concat" or "Squeeze" or "Unsqueeze" or "Reshape"))
                break;
            if (node is { OpType: "Concat", Input.Count: > 1 })
                throw new ArgumentException($"The model has {node.Input.Count} branches of discrete actions, and a policy chooses one action.");
            name = node.Input[0];
        }

        throw new ArgumentException($"The output '{Actions}' is not the greatest of values, so that these cannot be found.");
    }

    private static void Keep(GraphProto graph, ValueInfoProto output)
    {
        graph.Output.Clear();
        graph.Output.Add(output);
        GraphPruning.Prune(graph);
    }
}
