using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Policies;

namespace DeepQ.Onnx.Engines;

/// <summary>Adds the inputs and outputs of an engine to a graph with Q-values.</summary>
/// <param name="graph">The graph.</param>
/// <param name="actions">The number of actions.</param>
internal sealed class EngineGraph(GraphProto graph, int actions)
{
    // The version of ML-Agents' files since release 2.0.
    private const float UnityVersion = 3;
    private readonly HashSet<string> _names = GraphValues.NamesIn(graph);

    /// <summary>Adds what ML-Agents expects, with Q-values in place of logits.</summary>
    public void AddUnity(string qValues)
    {
        AddInput("action_masks", actions);
        string half = Constant("half", [0.5f], 1), lowest = Constant("lowest", [float.MinValue], 1);
        string blocked = Fresh("blocked"), allowed = Fresh("allowed");
        AddNode("Less", ["action_masks", half], blocked);
        AddNode("Where", [blocked, lowest, qValues], allowed);
        graph.Output.Clear();
        AddConstantOutput("version_number", UnityVersion, 1);
        AddConstantOutput("memory_size", 0, 1);
        AddNode("ArgMax", [allowed], "deterministic_discrete_actions", OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("keepdims", 1));
        AddNode("Identity", ["deterministic_discrete_actions"], "discrete_actions");
        AddOutput("discrete_actions", OnnxElementType.Int64, 1);
        AddConstantOutput("discrete_action_output_shape", actions, 1, 1);
        AddOutput("deterministic_discrete_actions", OnnxElementType.Int64, 1);
    }

    /// <summary>Adds the state of an unused memory, which Godot's reader passes through.</summary>
    public void AddGodot()
    {
        AddInput("state_ins");
        AddNode("Identity", ["state_ins"], "state_outs");
        AddOutput("state_outs", OnnxElementType.Float32);
    }

    private void AddConstantOutput(string name, float value, params long[] shape)
    {
        AddNode("Identity", [Constant($"{name}.value", [value], shape)], name);
        graph.Output.Add(GraphMessages.Value(name, OnnxElementType.Float32, [.. shape.Select(length => (OnnxDimension)length)]));
    }

    private void AddInput(string name, params OnnxDimension[] width) =>
        graph.Input.Add(GraphMessages.Value(name, OnnxElementType.Float32, [PolicyGraph.BatchAxis, .. width]));

    private void AddOutput(string name, OnnxElementType type, params OnnxDimension[] width) =>
        graph.Output.Add(GraphMessages.Value(name, type, [PolicyGraph.BatchAxis, .. width]));

    private string Constant(string name, float[] values, params long[] shape)
    {
        string fresh = Fresh(name);
        graph.Initializer.Add(GraphMessages.Tensor<float>(fresh, OnnxElementType.Float32, values, shape));
        return fresh;
    }

    private void AddNode(string type, string[] inputs, string output, params OnnxAttribute[] attributes) => graph.Node.Add(new NodeProto
    {
        OpType = type,
        Input = { inputs },
        Output = { output },
        Attribute = { attributes.Select(attribute => attribute.Proto) },
    });

    private string Fresh(string name) => GraphValues.Fresh($"engine.{name}", _names);
}
