using DeepQ.Onnx.Format;
using Google.Protobuf.Collections;

namespace DeepQ.Onnx.Editing;

/// <summary>The names of the values in a graph and in the graphs inside its nodes, which share one scope.</summary>
internal static class GraphValues
{
    /// <summary>Returns every name that the graph defines.</summary>
    public static HashSet<string> NamesIn(GraphProto graph) =>
    [
        .. graph.Input.Select(value => value.Name),
        .. graph.Output.Select(value => value.Name),
        .. graph.Initializer.Select(tensor => tensor.Name),
        .. graph.Node.SelectMany(node => node.Input.Concat(node.Output)),
        .. Inner(graph).SelectMany(NamesIn),
    ];

    /// <summary>Returns a name that is not taken, and marks it as taken.</summary>
    public static string Fresh(string name, HashSet<string> taken)
    {
        int number = 1;
        while (!taken.Add($"{name}_{number}"))
            number++;
        return $"{name}_{number}";
    }

    /// <summary>Renames values, all at once, wherever they are defined or used.</summary>
    public static void Rename(GraphProto graph, IReadOnlyDictionary<string, string> names)
    {
        foreach (ValueInfoProto value in graph.Input.Concat(graph.Output).Concat(graph.ValueInfo))
            value.Name = names.GetValueOrDefault(value.Name, value.Name);
        foreach (TensorProto tensor in graph.Initializer)
            tensor.Name = names.GetValueOrDefault(tensor.Name, tensor.Name);
        foreach (NodeProto node in graph.Node)
        {
            Rename(node.Input, names);
            Rename(node.Output, names);
        }

        foreach (GraphProto inner in Inner(graph))
            Rename(inner, names);
    }

    private static void Rename(RepeatedField<string> values, IReadOnlyDictionary<string, string> names)
    {
        for (int i = 0; i < values.Count; i++)
            values[i] = names.GetValueOrDefault(values[i], values[i]);
    }

    private static IEnumerable<GraphProto> Inner(GraphProto graph) =>
        graph.Node.SelectMany(node => node.Attribute)
            .SelectMany(attribute => attribute.G is { } inner ? attribute.Graphs.Append(inner) : attribute.Graphs);
}
