using System.Runtime.InteropServices;
using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using Google.Protobuf;

namespace DeepQ.Onnx.Compression;

/// <summary>Keeps the weights of a graph as 16-bit numbers, from which the graph makes 32-bit ones.</summary>
/// <remarks>
/// That is, matrices and kernels: offsets, factors and biases are few, and have the units of states and returns, as the last
/// layer may have. Where these are beyond what 16 bits hold, or lie where they have few digits, it stays as it is.
/// </remarks>
internal static class HalfWeights
{
    // From here on down 16 bits have fewer digits with every step.
    private const float Least = 1f / (1 << 14);

    /// <summary>Rewrites the graph; false where there was nothing to rewrite.</summary>
    public static bool Rewrite(GraphProto graph)
    {
        HashSet<string> names = GraphValues.NamesIn(graph);
        TensorProto[] weights =
        [
            .. graph.Initializer.Where(tensor =>
                tensor is { DataType: (int)OnnxElementType.Float32, Dims.Count: > 1, RawData.Length: > sizeof(float) }
                && Fits(MemoryMarshal.Cast<byte, float>(tensor.RawData.Span))),
        ];
        List<NodeProto> casts = [];
        foreach (TensorProto weight in weights)
        {
            string name = weight.Name;
            weight.RawData = ByteString.CopyFrom(Halves(weight));
            weight.DataType = (int)OnnxElementType.Float16;
            weight.Name = GraphValues.Fresh($"{name}.half", names);
            casts.Add(new NodeProto
            {
                OpType = "Cast",
                Input = { weight.Name },
                Output = { name },
                Attribute = { OnnxAttribute.Int("to", (int)OnnxElementType.Float32).Proto },
            });
        }

        for (int i = 0; i < casts.Count; i++)
            graph.Node.Insert(i, casts[i]);
        return casts.Count > 0;
    }

    private static bool Fits(ReadOnlySpan<float> values)
    {
        float greatest = 0;
        foreach (float value in values)
            greatest = Math.Max(greatest, Math.Abs(value));
        return greatest == 0 || (greatest >= Least && Half.IsFinite((Half)greatest));
    }

    private static byte[] Halves(TensorProto weight)
    {
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(weight.RawData.Span);
        Half[] halves = new Half[values.Length];
        for (int i = 0; i < values.Length; i++)
            halves[i] = (Half)values[i];
        return MemoryMarshal.AsBytes(halves.AsSpan()).ToArray();
    }
}
