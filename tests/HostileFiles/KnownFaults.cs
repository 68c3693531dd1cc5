using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using Google.Protobuf;

namespace DeepQ.HostileFiles;

/// <summary>Files that once ended the process, never ended, or gave answers that were none.</summary>
internal static class KnownFaults
{
    /// <summary>The bytes of each file, by what it does.</summary>
    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["of the runtime's own format"] = () => OfRuntime("ORTM"),
        ["divides the least number by -1 at load"] = () => IntegerColumns("Div", long.MinValue, -1),
        ["takes the rest of the least number by -1 at load"] = () => IntegerColumns("Mod", long.MinValue, -1),
        ["divides what a state says by -1"] = () => OfState("Div", -1),
        ["takes the rest by 0"] = () => OfState("Mod", 0),
        ["divides by 0"] = () => OfState("Div", 0),
        ["pads by numbers and by itself"] = () => Padded("NOTSET", 5_000),
        ["pads in silence"] = () => Padded(null, 5_000),
        ["pools over wide windows"] = PoolBomb,
        ["says that an input is wide"] = WideInput,
        ["multiplies empty axes"] = EmptyAxes,
        ["joins empty constants"] = EmptyConstants,
        ["sums over the batch"] = () => OverBatch("ReduceMean", OnnxAttribute.Ints("axes", 0)),
        ["multiplies the batch with itself"] = BatchSquared,
        ["reorders the batch"] = ReorderedBatch,
        ["drops at random"] = () => Dropout(1),
        ["declares many actions"] = ManyActions,
        ["takes what a state chooses"] = ChosenByState,
        ["makes a shape of a state"] = ShapedByState,
        ["makes text"] = Text,
        ["has an attribute of two kinds"] = TwoKinds,
        ["has an attribute that nobody knows"] = () => OverBatch("Softmax", OnnxAttribute.Int("secret", 1)),
    };

    /// <summary>A file that begins as the runtime's own format does, and is an ONNX model besides.</summary>
    private static byte[] OfRuntime(string producer)
    {
        ModelProto model = Model(new GraphProto { Node = { Node("Identity", ["State"], "QValues") } });
        model.ProducerName = producer;
        return model.ToByteArray();
    }

    private static byte[] IntegerColumns(string type, long left, long right)
    {
        GraphProto graph = new() { Initializer = { Longs("left", left), Longs("right", right) } };
        graph.Node.Add(Node(type, ["left", "right"], "whole"));
        graph.Node.Add(Node("Cast", ["whole"], "number", OnnxAttribute.Int("to", 1)));
        graph.Node.Add(Node("Add", ["State", "number"], "QValues"));
        return Model(graph).ToByteArray();
    }

    private static byte[] OfState(string type, int right)
    {
        GraphProto graph = new();
        graph.Initializer.Add(GraphMessages.Tensor<int>("right", OnnxElementType.Int32, [right], [1]));
        graph.Node.Add(Node("Cast", ["State"], "left", OnnxAttribute.Int("to", 6)));
        graph.Node.Add(Node(type, ["left", "right"], "whole"));
        graph.Node.Add(Node("Cast", ["whole"], "QValues", OnnxAttribute.Int("to", 1)));
        return Model(graph).ToByteArray();
    }

    private static byte[] Padded(string? auto, long pad)
    {
        GraphProto graph = new() { Initializer = { Longs("image", -1, 1, 1, 2), Longs("column", -1, 1), Zeros("kernels", 1, 1, 2, 2) } };
        graph.Node.Add(Node("Reshape", ["State", "image"], "seen"));
        graph.Node.Add(Node("Conv", ["seen", "kernels"], "large", OnnxAttribute.Ints("pads", pad, pad, pad, pad)));
        if (auto is not null)
            graph.Node[^1].Attribute.Add(OnnxAttribute.Text("auto_pad", auto).Proto);
        graph.Node.Add(Node("GlobalMaxPool", ["large"], "most"));
        graph.Node.Add(Node("Reshape", ["most", "column"], "flat"));
        graph.Node.Add(Node("Add", ["State", "flat"], "QValues"));
        return Model(graph).ToByteArray();
    }

    private static byte[] PoolBomb()
    {
        GraphProto graph = new()
        {
            Initializer = { Longs("image", -1, 1, 1, 2), Longs("column", -1, 1), Zeros("high", 1, 1, 1_000, 1), Zeros("wide", 1, 1, 1, 1_000) },
        };
        graph.Node.Add(Node("Reshape", ["State", "image"], "seen"));
        graph.Node.Add(Node("GlobalMaxPool", ["seen"], "one"));
        graph.Node.Add(Node("Add", ["one", "high"], "higher"));
        graph.Node.Add(Node("Add", ["higher", "wide"], "large"));
        graph.Node.Add(Node("MaxPool", ["large"], "pooled", OnnxAttribute.Ints("kernel_shape", 200, 200)));
        graph.Node.Add(Node("GlobalMaxPool", ["pooled"], "most"));
        graph.Node.Add(Node("Reshape", ["most", "column"], "flat"));
        graph.Node.Add(Node("Add", ["State", "flat"], "QValues"));
        return Model(graph).ToByteArray();
    }

    private static byte[] WideInput()
    {
        GraphProto graph = new();
        graph.Node.Add(Node("FeatureVectorizer", ["State"], "wide", OnnxAttribute.Ints("inputdimensions", 1 << 28)));
        graph.Node[0].Domain = GuardedOperators.MachineLearning;
        graph.Node.Add(Node("ReduceMax", ["wide"], "most", OnnxAttribute.Ints("axes", 1)));
        graph.Node.Add(Node("Add", ["State", "most"], "QValues"));
        ModelProto model = Model(graph);
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = GuardedOperators.MachineLearning, Version = 2 });
        return model.ToByteArray();
    }

    private static byte[] EmptyAxes()
    {
        GraphProto graph = new() { Initializer = { Empty("high", 32_768, 0), Empty("wide", 0, 32_768) } };
        graph.Node.Add(Node("MatMul", ["high", "wide"], "large"));
        graph.Node.Add(Node("ReduceMax", ["large"], "most", OnnxAttribute.Int("keepdims", 0)));
        graph.Node.Add(Node("Add", ["State", "most"], "QValues"));
        return Model(graph).ToByteArray();
    }

    private static byte[] EmptyConstants()
    {
        GraphProto graph = new();
        NodeProto constant = Node("Constant", [], "none");
        constant.Attribute.Add(new AttributeProto
        {
            Name = "value",
            Type = AttributeProto.Types.AttributeType.Tensor,
            T = Empty("none", 0, 1L << 62),
        });
        graph.Node.Add(constant);
        graph.Node.Add(Node("Concat", ["none", "none", "none", "none"], "much", OnnxAttribute.Int("axis", 1)));
        graph.Node.Add(Node("Identity", ["State"], "QValues"));
        return Model(graph).ToByteArray();
    }

    private static byte[] OverBatch(string type, OnnxAttribute attribute)
    {
        GraphProto graph = new();
        graph.Node.Add(Node(type, ["State"], "mean", attribute));
        graph.Node.Add(Node("Add", ["State", "mean"], "QValues"));
        return Model(graph).ToByteArray();
    }

    private static byte[] BatchSquared()
    {
        GraphProto graph = new() { Initializer = { Longs("one", 1) } };
        graph.Node.Add(Node("Unsqueeze", ["State"], "column", OnnxAttribute.Ints("axes", 1)));
        graph.Node.Add(Node("Add", ["State", "column"], "square"));
        graph.Node.Add(Node("ReduceMax", ["square"], "QValues", OnnxAttribute.Ints("axes", 0), OnnxAttribute.Int("keepdims", 0)));
        return Model(graph).ToByteArray();
    }

    private static byte[] ReorderedBatch()
    {
        GraphProto graph = new();
        graph.Node.Add(Node("Transpose", ["State"], "turned", OnnxAttribute.Ints("perm", 1, 0)));
        graph.Node.Add(Node("MatMul", ["State", "turned"], "square"));
        graph.Node.Add(Node("MatMul", ["square", "State"], "QValues"));
        return Model(graph).ToByteArray();
    }

    private static byte[] Dropout(byte training)
    {
        GraphProto graph = new() { Initializer = { Scalar("ratio", 0.5f) } };
        graph.Initializer.Add(GraphMessages.Tensor<byte>("training", OnnxElementType.Boolean, [training], []));
        graph.Node.Add(Node("Dropout", ["State", "ratio", "training"], "QValues"));
        return Model(graph).ToByteArray();
    }

    private static byte[] ManyActions()
    {
        ModelProto model = Model(new GraphProto { Node = { Node("Identity", ["State"], "QValues") } });
        model.Graph.Output[0].Type.TensorType.Shape.Dim[1].DimValue = 2_000_000_000;
        return model.ToByteArray();
    }

    private static byte[] ChosenByState()
    {
        GraphProto graph = new() { Initializer = { Zeros("table", 5, 2) } };
        graph.Node.Add(Node("ReduceMax", ["State"], "one", OnnxAttribute.Ints("axes", 1), OnnxAttribute.Int("keepdims", 0)));
        graph.Node.Add(Node("Cast", ["one"], "place", OnnxAttribute.Int("to", 7)));
        graph.Node.Add(Node("Gather", ["table", "place"], "QValues"));
        return Model(graph).ToByteArray();
    }

    private static byte[] ShapedByState()
    {
        GraphProto graph = new() { Initializer = { Scalar("one", 1) } };
        graph.Node.Add(Node("ReduceMax", ["State"], "largest", OnnxAttribute.Int("keepdims", 1)));
        graph.Node.Add(Node("Cast", ["largest"], "shape", OnnxAttribute.Int("to", 7)));
        graph.Node.Add(Node("Expand", ["one", "shape"], "large"));
        graph.Node.Add(Node("Identity", ["State"], "QValues"));
        return Model(graph).ToByteArray();
    }

    private static byte[] Text()
    {
        GraphProto graph = new();
        graph.Node.Add(Node("Cast", ["State"], "text", OnnxAttribute.Int("to", 8)));
        graph.Node.Add(Node("Cast", ["text"], "QValues", OnnxAttribute.Int("to", 1)));
        return Model(graph).ToByteArray();
    }

    private static byte[] TwoKinds()
    {
        GraphProto graph = new();
        graph.Node.Add(Node("Softmax", ["State"], "QValues"));
        AttributeProto attribute = OnnxAttribute.Int("axis", 0).Proto;
        attribute.Type = AttributeProto.Types.AttributeType.Ints;
        graph.Node[0].Attribute.Add(attribute);
        return Model(graph).ToByteArray();
    }

    private static ModelProto Model(GraphProto graph)
    {
        graph.Name = "fault";
        graph.Input.Add(GraphMessages.Value("State", OnnxElementType.Float32, ["batch", 2]));
        graph.Output.Add(GraphMessages.Value("QValues", OnnxElementType.Float32, ["batch", 2]));
        return new ModelProto { IrVersion = 7, Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 12 } } };
    }

    private static NodeProto Node(string type, string[] inputs, string output, params OnnxAttribute[] attributes) =>
        new() { OpType = type, Input = { inputs }, Output = { output }, Attribute = { attributes.Select(a => a.Proto) } };

    private static TensorProto Zeros(string name, params long[] shape) => GraphMessages.Tensor<float>(
        name, OnnxElementType.Float32, new float[shape.Aggregate(1L, (size, length) => size * length)], shape);

    private static TensorProto Scalar(string name, float value) =>
        GraphMessages.Tensor<float>(name, OnnxElementType.Float32, [value], []);

    private static TensorProto Longs(string name, params long[] values) =>
        GraphMessages.Tensor<long>(name, OnnxElementType.Int64, values, [values.Length]);

    private static TensorProto Empty(string name, params long[] shape) =>
        new() { Name = name, DataType = (int)OnnxElementType.Float32, Dims = { shape } };
}
