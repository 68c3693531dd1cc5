using DeepQ.Onnx.Format;

namespace DeepQ.Onnx.Editing;

/// <summary>
/// Simplifies the projection that ML.NET's converter writes: a transposition of all rows that the following product
/// reverses. Each row is then computed separately, as everywhere else.
/// </summary>
internal static class TransposedProduct
{
    private const string Flag = "transA";

    /// <summary>
    /// Makes each product of a transposed matrix read the original matrix, if nothing else reads the transposed one.
    /// </summary>
    public static void Simplify(GraphProto graph)
    {
        foreach (NodeProto product in graph.Node.Where(IsOfTransposed).ToArray())
        {
            string name = product.Input[0];
            bool isRead = graph.Output.Any(output => output.Name == name)
                || graph.Node.Sum(node => node.Input.Count(input => input == name)) > 1;
            if (isRead || graph.Node.FirstOrDefault(node => node.Output.Contains(name)) is not { } transposition || !IsPlain(transposition))
                continue;
            product.Input[0] = transposition.Input[0];
            product.Attribute.Single(attribute => attribute.Name == Flag).I = 0;
            graph.Node.Remove(transposition);
        }
    }

    private static bool IsOfTransposed(NodeProto node) => node is { OpType: "Gemm", Domain: "" or "ai.onnx", Input.Count: > 0 }
        && node.Attribute.Count(attribute => attribute.Name == Flag) == 1
        && node.Attribute.Single(attribute => attribute.Name == Flag).I == 1;

    // Without an order the axes are reversed, and a product has two.
    private static bool IsPlain(NodeProto node) => node is { OpType: "Transpose", Domain: "" or "ai.onnx", Input.Count: 1 }
        && node.Attribute.All(attribute => attribute.Name == "perm" && attribute.Ints is [1, 0]);
}
