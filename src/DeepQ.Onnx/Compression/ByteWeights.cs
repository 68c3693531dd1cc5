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
    public static bool Rewrite(GraphProto graph)
    {
        HashSet<string> names = GraphValues.NamesIn(graph);
        HashSet<string> weights = [.. graph.Node.Where(HasWeightsByOutput).Select(node => node.Input[1])];
        List<NodeProto> nodes = [];
        foreach (TensorProto weight in graph.Initializer.Where(tensor => weights.Contains(tensor.Name) && IsSmaller(tensor)).ToArray())
        {
            string name = weight.Name, scale = GraphValues.Fresh($"{name}.scale", names);
            (sbyte[] values, float[] scales) = WholeWeights.Of(weight, Greatest);
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

    private static bool HasWeightsByOutput(NodeProto node) => node.Input.Count > 1
        && (node.OpType == "Conv" || (node.OpType == "Gemm" && node.Attribute is [{ Name: "transB", I: 1 }]));

    // A scale takes four bytes for each output, and a node some more.
    private static bool IsSmaller(TensorProto tensor) =>
        tensor is { DataType: (int)OnnxElementType.Float32, Dims.Count: > 1 }
        && tensor.RawData.Length > 4 * sizeof(float) * tensor.Dims[0];
}
