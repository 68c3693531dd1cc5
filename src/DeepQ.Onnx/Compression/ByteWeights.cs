using System.Runtime.InteropServices;
using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using Google.Protobuf;

namespace DeepQ.Onnx.Compression;

/// <summary>
/// Keeps the weights of fully connected layers and convolutions as whole numbers of 8 bits, from which the graph makes 32-bit ones, with
/// a scale for each output.
/// </summary>
internal static class ByteWeights
{
    private const float Greatest = 127;

    /// <summary>Rewrites the graph; false where there was nothing to rewrite.</summary>
    public static bool Rewrite(GraphProto graph) => Rewrite(graph, weight => IsSmaller(weight) ? Nearest(weight) : null);

    /// <summary>Rewrites the graph; false where there was nothing to rewrite.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="whole">The whole numbers of a weight; null for one that stays as it is.</param>
    public static bool Rewrite(GraphProto graph, Func<TensorProto, WholeWeights?> whole)
    {
        HashSet<string> names = GraphValues.NamesIn(graph);
        List<NodeProto> nodes = [];
        foreach (TensorProto weight in WeightsIn(graph))
        {
            if (whole(weight) is not { } rounded)
                continue;
            string name = weight.Name, scale = GraphValues.Fresh($"{name}.scale", names);
            (sbyte[] values, float[] scales) = rounded;
            weight.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan()));
            weight.DataType = (int)OnnxElementType.Int8;
            weight.Name = GraphValues.Fresh($"{name}.int8", names);
            graph.Initializer.Add(GraphMessages.Tensor<float>(scale, OnnxElementType.Float32, scales, [scales.Length]));
            nodes.Add(new NodeProto
            {
                OpType = "DequantizeLinear",
                Input = { weight.Name, scale },
                Output = { name },
                Attribute = { OnnxAttribute.Int("axis", 0).Proto },
            });
        }

        for (int i = 0; i < nodes.Count; i++)
            graph.Node.Insert(i, nodes[i]);
        return nodes.Count > 0;
    }

    /// <summary>The weights of fully connected layers and convolutions.</summary>
    public static TensorProto[] WeightsIn(GraphProto graph)
    {
        HashSet<string> names = [.. graph.Node.Where(HasWeightsByOutput).Select(node => node.Input[1])];
        return [.. graph.Initializer.Where(tensor => names.Contains(tensor.Name)
            && tensor is { DataType: (int)OnnxElementType.Float32, Dims.Count: > 1, RawData.Length: > 0 })];
    }

    /// <summary>Rounds each weight to the nearest part of the greatest of its output.</summary>
    public static WholeWeights Nearest(TensorProto weight) => WholeWeights.Of(weight, Greatest);

    /// <summary>Whether the weights become smaller: a scale takes four bytes for each output, and a node some more.</summary>
    public static bool IsSmaller(TensorProto weight) => weight.RawData.Length > 4 * sizeof(float) * weight.Dims[0];

    private static bool HasWeightsByOutput(NodeProto node) => node.Input.Count > 1
        && (node.OpType == "Conv" || (node.OpType == "Gemm" && node.Attribute is [{ Name: "transB", I: 1 }]));
}
