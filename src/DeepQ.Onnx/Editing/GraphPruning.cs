using DeepQ.Onnx.Format;

namespace DeepQ.Onnx.Editing;

/// <summary>Removes parts that no output needs.</summary>
internal static class GraphPruning
{
    /// <summary>Removes the nodes, inputs and weights that no output depends on.</summary>
    public static void Prune(GraphProto graph)
    {
        HashSet<string> needed = [.. graph.Output.Select(output => output.Name)];
        for (int i = graph.Node.Count - 1; i >= 0; i--)
        {
            if (graph.Node[i].Output.Any(needed.Contains))
                needed.UnionWith(graph.Node[i].Input);
            else
                graph.Node.RemoveAt(i);
        }

        foreach (ValueInfoProto input in graph.Input.Where(input => !needed.Contains(input.Name)).ToArray())
            graph.Input.Remove(input);
        foreach (TensorProto tensor in graph.Initializer.Where(tensor => !needed.Contains(tensor.Name)).ToArray())
            graph.Initializer.Remove(tensor);
    }
}
