using System.Runtime.InteropServices;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;

namespace DeepQ.Onnx.Policies;

/// <summary>Reads the weights of a policy from its model.</summary>
public static class PolicyWeights
{
    private const string Returns = ".returns";

    // The suffixes of learned values; everything else is fixed by the architecture.
    private static readonly string[] Learned = [".weight", ".bias", ".scale"];

    /// <summary>Returns whether the model has a <see cref="SupportLayer"/>.</summary>
    /// <param name="model">The model of the policy.</param>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model.</exception>
    public static bool HasSupport(ReadOnlySpan<byte> model) =>
        OnnxModel.Parse(model).Graph.Initializer.Any(IsThreshold);

    /// <summary>Returns the shift and scale of the first layer, if it has one.</summary>
    /// <param name="model">The model of the policy.</param>
    /// <returns>An offset and a factor for each value, or one for all; null without such a layer.</returns>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model.</exception>
    public static ScalingLayer? ScalingOf(ReadOnlySpan<byte> model)
    {
        GraphProto graph = OnnxModel.Parse(model).Graph;
        Dictionary<string, TensorProto> tensors =
            OnnxModel.Distinct(graph.Initializer.Select(tensor => (tensor.Name, tensor)), "weight");
        foreach (NodeProto node in graph.Node)
        {
            const string offset = ".offset";
            if (node is { OpType: "Sub", Input: [var from, var name] } &&
                graph.Input.Any(input => input.Name == from) &&
                name.EndsWith(offset, StringComparison.Ordinal) &&
                tensors.TryGetValue(name, out TensorProto? offsets) &&
                tensors.TryGetValue($"{name[..^offset.Length]}.factor", out TensorProto? factors))
            {
                return new ScalingLayer(Values(offsets), Values(factors));
            }
        }

        return null;
    }

    /// <summary>Returns the returns whose probabilities the network computes, if it does.</summary>
    /// <param name="model">The model of the policy.</param>
    /// <returns>The returns, the least first; null if there are none.</returns>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model.</exception>
    public static float[]? ReturnsOf(ReadOnlySpan<byte> model) =>
        OnnxModel.Parse(model).Graph.Initializer
            .FirstOrDefault(tensor => tensor.Name.EndsWith(Returns, StringComparison.Ordinal)) is { } tensor
            ? Values(tensor)
            : null;

    /// <summary>Reads the weights.</summary>
    /// <param name="model">The model of the policy.</param>
    /// <param name="like">
    /// The model that <see cref="PolicyGraph"/> wrote for a network of the same architecture, with the same names of
    /// inputs and outputs.
    /// </param>
    /// <param name="qValues">The output of the Q-values in both.</param>
    /// <returns>The weights, in the order of the layers.</returns>
    /// <exception cref="ArgumentException">The networks differ; the message says where.</exception>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model.</exception>
    public static IReadOnlyList<float[]> Read(ReadOnlySpan<byte> model, ReadOnlySpan<byte> like, string qValues)
    {
        GraphProto graph = OnnxModel.Parse(model).Graph;
        GraphProto expected = OnnxModel.Parse(like).Graph;
        RequireFullPrecision(graph);
        Dictionary<string, TensorProto> tensors =
            OnnxModel.Distinct(graph.Initializer.Select(tensor => (tensor.Name, tensor)), "weight");
        List<float[]> weights = [];
        foreach (TensorProto tensor in expected.Initializer)
        {
            TensorProto found = Find(tensors, tensor);
            if (Learned.Any(ending => tensor.Name.EndsWith(ending, StringComparison.Ordinal)))
                weights.Add(Values(found));
            else if (!IsThreshold(tensor) && !AreSame(tensor, found))
                throw new ArgumentException($"'{tensor.Name}' has other values than the settings imply.");
        }

        RequireNodes(graph, expected, qValues);
        return weights;
    }

    private static float[] Values(TensorProto tensor) => MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();

    // Returns computed from their ends differ by rounding.
    private static bool AreSame(TensorProto expected, TensorProto found)
    {
        if (found.RawData.Equals(expected.RawData))
            return true;
        if (!expected.Name.EndsWith(Returns, StringComparison.Ordinal))
            return false;
        (float[] one, float[] other) = (Values(expected), Values(found));
        float width = MathF.Abs(one[^1] - one[0]);
        return one.Length == other.Length && one.Zip(other).All(pair => MathF.Abs(pair.First - pair.Second) <= 1e-5f * width);
    }

    private static bool IsThreshold(TensorProto tensor) => tensor.Name.EndsWith(".threshold", StringComparison.Ordinal);

    private static void RequireFullPrecision(GraphProto graph)
    {
        if (graph.Initializer.Any(tensor => tensor.DataType is
            (int)OnnxElementType.Float16 or (int)OnnxElementType.Int8 or (int)OnnxElementType.UInt8))
        {
            throw new ArgumentException(
                "its weights were rounded to 16 or 8 bits. Continue from the policy before it was compressed.");
        }
    }

    private static TensorProto Find(Dictionary<string, TensorProto> tensors, TensorProto expected)
    {
        if (!tensors.TryGetValue(expected.Name, out TensorProto? found))
        {
            throw new ArgumentException(
                $"it has no '{expected.Name}', but the settings describe one of {Shape(expected)}.");
        }

        if (found.DataType != expected.DataType || !found.Dims.Equals(expected.Dims) ||
            found.RawData.Length != expected.RawData.Length)
        {
            throw new ArgumentException(
                $"its '{expected.Name}' has the shape {Shape(found)}, but the settings describe {Shape(expected)}.");
        }

        return found;
    }

    private static string Shape(TensorProto tensor) => $"({string.Join(", ", tensor.Dims)})";

    // Only the nodes that Q-values depend on: a file may have further outputs.
    private static void RequireNodes(GraphProto graph, GraphProto expected, string qValues)
    {
        Dictionary<string, NodeProto> nodes = ByOutput(graph);
        Dictionary<string, NodeProto> others = ByOutput(expected);
        Queue<string> needed = new([qValues]);
        while (needed.TryDequeue(out string? value))
        {
            if (!others.TryGetValue(value, out NodeProto? other))
                continue;
            NodeProto? node = nodes.GetValueOrDefault(value);
            if (node is null || node.OpType != other.OpType || !node.Input.SequenceEqual(other.Input) ||
                !node.Attribute.Equals(other.Attribute))
            {
                throw new ArgumentException(
                    $"it computes '{value}' with {Describe(node)}, but the settings with {Describe(other)}.");
            }

            foreach (string input in other.Input)
                needed.Enqueue(input);
        }
    }

    private static Dictionary<string, NodeProto> ByOutput(GraphProto graph) => OnnxModel.Distinct(
        graph.Node.SelectMany(node => node.Output.Select(output => (output, node))), "value");

    private static string Describe(NodeProto? node) =>
        node is null ? "no node" : $"{node.OpType} of {string.Join(", ", node.Input)}";
}
