using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Policies;

/// <summary>Writes the choice among Q-values: the mask, the action and its margin.</summary>
internal static class GreedyOutputs
{
    private const string Lowest = "lowest";

    public static void Add(OnnxGraph graph, int actions, PolicyGraphOptions options)
    {
        bool isMasked = options.ActionMask || options.ActionMaskRequired;
        if (isMasked || options.Margin)
            graph.AddInitializer(Lowest, [float.MinValue]);

        string choices = PolicyGraph.QValuesName;
        if (isMasked)
        {
            AddMask(graph, actions, options.ActionMaskRequired);
            graph.AddNode("Where", [PolicyGraph.MaskName, choices, Lowest], ["legal_values"]);
            choices = "legal_values";
        }

        graph.AddNode("ArgMax", [choices], [PolicyGraph.ActionName], Axis, OnnxAttribute.Int("keepdims", 0));
        graph.AddOutput(PolicyGraph.QValuesName, OnnxElementType.Float32, PolicyGraph.BatchAxis, actions);
        graph.AddOutput(PolicyGraph.ActionName, OnnxElementType.Int64, PolicyGraph.BatchAxis);
        if (options.Margin)
            AddMargin(graph, choices, actions);
    }

    private static void AddMask(OnnxGraph graph, int actions, bool isRequired)
    {
        if (isRequired)
        {
            graph.AddInput(PolicyGraph.MaskName, OnnxElementType.Boolean, PolicyGraph.BatchAxis, actions);
            return;
        }

        bool[] all = new bool[actions];
        all.AsSpan().Fill(true);
        graph.AddOptionalInput(PolicyGraph.MaskName, all, [1, actions], "mask_batch", actions);
    }

    private static OnnxAttribute Axis => OnnxAttribute.Int("axis", 1);

    // The greatest value minus the greatest of the others, without TopK, which would require a later operator set.
    private static void AddMargin(OnnxGraph graph, string choices, int actions)
    {
        if (actions < 2)
            throw new ArgumentException("A single action has no margin: leave the margin out.");

        graph.AddInitializer("numbers", [.. Enumerable.Range(0, actions).Select(action => (long)action)], actions);
        graph.AddNode("ArgMax", [choices], ["best_number"], Axis, OnnxAttribute.Int("keepdims", 1));
        graph.AddNode("Equal", ["numbers", "best_number"], ["is_best"]);
        graph.AddNode("Where", ["is_best", Lowest, choices], ["others"]);
        AddGreatest(graph, choices, "best_value");
        AddGreatest(graph, "others", "next_value");
        graph.AddNode("Sub", ["best_value", "next_value"], [PolicyGraph.MarginName]);
        graph.AddOutput(PolicyGraph.MarginName, OnnxElementType.Float32, PolicyGraph.BatchAxis);
    }

    private static void AddGreatest(OnnxGraph graph, string values, string greatest) => graph.AddNode(
        "ReduceMax", [values], [greatest], OnnxAttribute.Ints("axes", 1), OnnxAttribute.Int("keepdims", 0));
}
