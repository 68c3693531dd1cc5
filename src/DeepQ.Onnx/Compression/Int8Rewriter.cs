using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Compression;

/// <summary>Writes each product of a matrix of weights in whole numbers.</summary>
internal sealed class Int8Rewriter(GraphProto graph)
{
    private const float Greatest = 63;

    private readonly HashSet<string> _names = GraphValues.NamesIn(graph);
    private readonly Dictionary<string, TensorProto> _weights =
        graph.Initializer.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);

    /// <summary>Rewrites the graph; false where there was nothing to rewrite.</summary>
    public bool Rewrite()
    {
        NodeProto[] nodes = [.. graph.Node];
        graph.Node.Clear();
        int rewritten = 0;
        foreach (NodeProto node in nodes)
        {
            if (IsLayer(node))
                rewritten += Add(node);
            else
                graph.Node.Add(node);
        }

        HashSet<string> used = [.. graph.Node.SelectMany(node => node.Input)];
        foreach (TensorProto tensor in graph.Initializer.Where(tensor => !used.Contains(tensor.Name)).ToArray())
            graph.Initializer.Remove(tensor);
        return rewritten > 0;
    }

    private bool IsLayer(NodeProto node) =>
        node is { OpType: "Gemm", Input: [_, var weight, _] }
        && node.Attribute is [{ Name: "transB", I: 1 }]
        && _weights.TryGetValue(weight, out TensorProto? tensor)
        && tensor is { DataType: (int)OnnxElementType.Float32, Dims: [_, _], RawData.Length: > 0 };

    /// <summary>y = (x̂ Ŵᵀ) · scale of x · scales of W + b, where x̂ and Ŵ are whole numbers.</summary>
    private int Add(NodeProto gemm)
    {
        (string input, string bias, string output) = (gemm.Input[0], gemm.Input[2], gemm.Output[0]);
        TensorProto weight = _weights[gemm.Input[1]];
        WholeWeights rounded = WholeWeights.Of(weight, Greatest);
        string matrix = Fresh("int8"), scale = Fresh("scales");
        graph.Initializer.Add(GraphMessages.Tensor<sbyte>(
            matrix, OnnxElementType.Int8, rounded.Transposed(), [weight.Dims[1], weight.Dims[0]]));
        graph.Initializer.Add(GraphMessages.Tensor<float>(scale, OnnxElementType.Float32, rounded.Scales, [rounded.Scales.Length]));

        string whole = Fresh("input"), unit = Fresh("unit"), zero = Fresh("zero");
        string sums = Fresh("sums"), real = Fresh("real"), scaled = Fresh("scaled"), product = Fresh("product");
        AddNode("DynamicQuantizeLinear", [input], [whole, unit, zero]);
        AddNode("MatMulInteger", [whole, matrix, zero], [sums]);
        AddNode("Cast", [sums], [real], OnnxAttribute.Int("to", (int)OnnxElementType.Float32));
        AddNode("Mul", [real, unit], [scaled]);
        AddNode("Mul", [scaled, scale], [product]);
        AddNode("Add", [product, bias], [output]);
        return 1;

        string Fresh(string name) => GraphValues.Fresh($"{weight.Name}.{name}", _names);
    }

    private void AddNode(string type, string[] inputs, string[] outputs, params OnnxAttribute[] attributes) =>
        graph.Node.Add(new NodeProto
        {
            OpType = type,
            Input = { inputs },
            Output = { outputs },
            Attribute = { attributes.Select(attribute => attribute.Proto) },
        });
}
