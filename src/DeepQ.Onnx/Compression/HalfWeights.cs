using System.Runtime.InteropServices;
using DeepQ.Onnx.Format;
using Google.Protobuf;

namespace DeepQ.Onnx;

/// <summary>Keeps the weights of a graph as 16-bit numbers, from which the graph makes 32-bit ones.</summary>
internal static class HalfWeights
{
    /// <summary>Rewrites the graph; false where there was nothing to rewrite.</summary>
    /// <exception cref="ArgumentException">A weight is too large.</exception>
    public static bool Rewrite(GraphProto graph)
    {
        HashSet<string> names = GraphValues.NamesIn(graph);
        TensorProto[] weights =
        [
            .. graph.Initializer.Where(tensor =>
                tensor is { DataType: (int)OnnxElementType.Float32, Dims.Count: > 0, RawData.Length: > sizeof(float) }),
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

    private static byte[] Halves(TensorProto weight)
    {
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(weight.RawData.Span);
        Half[] halves = new Half[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            halves[i] = (Half)values[i];
            if (!Half.IsFinite(halves[i]))
                throw new ArgumentException($"Weight '{weight.Name}' is {values[i]}; 16 bits hold at most ±65504.");
        }

        return MemoryMarshal.AsBytes(halves.AsSpan()).ToArray();
    }
}
