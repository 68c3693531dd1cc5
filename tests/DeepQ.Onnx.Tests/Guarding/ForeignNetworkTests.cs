using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;

namespace DeepQ.Onnx.Tests.Guarding;

/// <summary>Networks written as exporters of other projects write them.</summary>
public class ForeignNetworkTests
{
    [Fact]
    public void A_convolutional_network_over_bytes_passes()
    {
        ModelProto model = Model(11, OnnxElementType.UInt8, "batch", 4, 84, 84);
        GraphProto graph = model.Graph;
        graph.Node.Add(Node("Cast", ["obs"], "float", OnnxAttribute.Int("to", 1)));
        graph.Node.Add(Constant("scale", GraphMessages.Tensor<float>("", OnnxElementType.Float32, [255], [])));
        graph.Node.Add(Node("Div", ["float", "scale"], "scaled"));
        Convolve(graph, "scaled", "one", 4, 32, 8, 4);
        Convolve(graph, "one", "two", 32, 64, 4, 2);
        Convolve(graph, "two", "three", 64, 64, 3, 1);
        graph.Node.Add(Node("Flatten", ["three"], "flat", OnnxAttribute.Int("axis", 1)));
        Dense(graph, "flat", "q", 3136, 6);

        OnnxGuard.Check(Ended(model, "q", 6));
    }

    [Fact]
    public void A_view_whose_size_is_computed_passes()
    {
        ModelProto model = Model(13, OnnxElementType.Float32, "batch", 2, 3);
        GraphProto graph = model.Graph;
        graph.Node.Add(Node("Shape", ["obs"], "shape"));
        graph.Node.Add(Constant("first", GraphMessages.Tensor<long>("", OnnxElementType.Int64, [0], [])));
        graph.Node.Add(Node("Gather", ["shape", "first"], "rows", OnnxAttribute.Int("axis", 0)));
        graph.Initializer.Add(GraphMessages.Tensor<long>("axes", OnnxElementType.Int64, [0], [1]));
        graph.Node.Add(Node("Unsqueeze", ["rows", "axes"], "row_list"));
        graph.Initializer.Add(GraphMessages.Tensor<long>("rest", OnnxElementType.Int64, [-1], [1]));
        graph.Node.Add(Node("Concat", ["row_list", "rest"], "target", OnnxAttribute.Int("axis", 0)));
        graph.Node.Add(Node("Reshape", ["obs", "target"], "flat"));
        Dense(graph, "flat", "q", 6, 2);

        OnnxGuard.Check(Ended(model, "q", 2));
    }

    [Fact]
    public void Gates_slices_and_clipped_values_pass()
    {
        ModelProto model = Model(9, OnnxElementType.Float32, "batch", 6);
        GraphProto graph = model.Graph;
        graph.Node.Add(Node("Slice", ["obs"], "left",
            OnnxAttribute.Ints("axes", 1), OnnxAttribute.Ints("starts", 0), OnnxAttribute.Ints("ends", 4)));
        graph.Node.Add(Node("Slice", ["obs"], "right",
            OnnxAttribute.Ints("axes", 1), OnnxAttribute.Ints("starts", -2), OnnxAttribute.Ints("ends", long.MaxValue)));
        graph.Node.Add(Node("Clip", ["left"], "clipped", OnnxAttribute.Float("min", -5), OnnxAttribute.Float("max", 5)));
        graph.Node.Add(Node("Concat", ["clipped", "right"], "all", OnnxAttribute.Int("axis", -1)));
        Dense(graph, "all", "hidden", 6, 8);
        graph.Node.Add(Node("Sigmoid", ["hidden"], "gate"));
        graph.Node.Add(Node("Mul", ["hidden", "gate"], "swish"));
        Dense(graph, "swish", "q", 8, 3);

        OnnxGuard.Check(Ended(model, "q", 3));
    }

    private static ModelProto Model(int version, OnnxElementType type, params ReadOnlySpan<OnnxDimension> axes) => new()
    {
        IrVersion = 7,
        OpsetImport = { new OperatorSetIdProto { Version = version } },
        Graph = new GraphProto { Input = { GraphMessages.Value("obs", type, axes) } },
    };

    private static byte[] Ended(ModelProto model, string qValues, int actions)
    {
        model.Graph.Output.Add(GraphMessages.Value(qValues, OnnxElementType.Float32, ["batch", actions]));
        return Google.Protobuf.MessageExtensions.ToByteArray(model);
    }

    private static NodeProto Node(string type, string[] inputs, string output, params OnnxAttribute[] attributes) =>
        new() { OpType = type, Input = { inputs }, Output = { output }, Attribute = { attributes.Select(a => a.Proto) } };

    private static NodeProto Constant(string name, TensorProto value) => new()
    {
        OpType = "Constant",
        Output = { name },
        Attribute = { new AttributeProto { Name = "value", Type = AttributeProto.Types.AttributeType.Tensor, T = value } },
    };

    private static void Convolve(GraphProto graph, string input, string output, int from, int to, int kernel, int stride)
    {
        graph.Initializer.Add(GraphMessages.Tensor<float>(
            $"{output}.weight", OnnxElementType.Float32, new float[to * from * kernel * kernel], [to, from, kernel, kernel]));
        graph.Initializer.Add(GraphMessages.Tensor<float>($"{output}.bias", OnnxElementType.Float32, new float[to], [to]));
        graph.Node.Add(Node("Conv", [input, $"{output}.weight", $"{output}.bias"], $"{output}.sum",
            OnnxAttribute.Ints("dilations", 1, 1), OnnxAttribute.Int("group", 1), OnnxAttribute.Ints("kernel_shape", kernel, kernel),
            OnnxAttribute.Ints("pads", 0, 0, 0, 0), OnnxAttribute.Ints("strides", stride, stride)));
        graph.Node.Add(Node("Relu", [$"{output}.sum"], output));
    }

    private static void Dense(GraphProto graph, string input, string output, int from, int to)
    {
        graph.Initializer.Add(GraphMessages.Tensor<float>($"{output}.weight", OnnxElementType.Float32, new float[to * from], [to, from]));
        graph.Initializer.Add(GraphMessages.Tensor<float>($"{output}.bias", OnnxElementType.Float32, new float[to], [to]));
        graph.Node.Add(Node("Gemm", [input, $"{output}.weight", $"{output}.bias"], output,
            OnnxAttribute.Float("alpha", 1), OnnxAttribute.Float("beta", 1), OnnxAttribute.Int("transB", 1)));
    }
}
