using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using Google.Protobuf;

namespace DeepQ.HostileFiles;

/// <summary>Files that take as much as the limits let them, or as much more as a few bytes can ask for.</summary>
internal static class WorstCases
{
    private const int FileBytes = 32 << 20;

    /// <summary>The bytes of each file, by name.</summary>
    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["empty nodes"] = () => Repeated(0x0A),
        ["empty weights"] = () => Repeated(0x2A),
        ["empty inputs"] = () => Repeated(0x5A),
        ["unknown fields"] = () => Repeated(0xFA, 0x07),
        ["packed ones"] = PackedOnes,
        ["weights"] = Weights,
        ["small weights"] = SmallWeights,
        ["long names"] = LongNames,
        ["a chain of Relu"] = () => Chain("Relu"),
        ["a chain of Transpose"] = () => Chain("Transpose", OnnxAttribute.Ints("perm", 0, 1)),
        ["a chain of Add"] = () => Chain("Add"),
        ["a chain of Softmax"] = () => Chain("Softmax"),
        ["wide sums"] = WideSums,
        ["large constants"] = () => Constant(15_000_000, "Relu"),
        ["sines of constants"] = () => Constant(3_700_000, "Sin"),
        ["powers of constants"] = Powers,
        ["a pool over constants"] = PoolOverConstants,
        ["a pool over states"] = () => Image(new NodeProto
        {
            OpType = "MaxPool",
            Attribute =
            {
                OnnxAttribute.Ints("kernel_shape", 75, 75).Proto, OnnxAttribute.Ints("pads", 37, 37, 37, 37).Proto,
            },
        }),
        ["a depthwise convolution"] = Depthwise,
        ["a convolution of denormal numbers"] = Denormal,
        ["a product of denormal numbers"] = DenormalProduct,
        ["a product of denormal states"] = DenormalStates,
        ["columns of one number"] = NarrowProducts,
        ["large kernels of one channel"] = LargeKernels,
        ["a convolution to one channel"] = NarrowConvolution,
        ["weights of eight bits"] = ByteWeights,
    };

    private static byte[] Repeated(params byte[] tag)
    {
        ModelProto model = Model(new GraphProto());
        byte[] graph = new byte[FileBytes - 1_000];
        for (int at = 0; at + tag.Length < graph.Length; at += tag.Length + 1)
            tag.CopyTo(graph, at);
        model.Graph = null;
        using MemoryStream file = new();
        model.WriteTo(file);
        file.WriteByte(0x3A);
        using (CodedOutputStream output = new(file, leaveOpen: true))
            output.WriteLength(graph.Length / (tag.Length + 1) * (tag.Length + 1));
        file.Write(graph, 0, graph.Length / (tag.Length + 1) * (tag.Length + 1));
        model = Model(new GraphProto());
        model.IrVersion = 0;
        model.OpsetImport.Clear();
        model.WriteTo(file);
        return file.ToArray();
    }

    private static byte[] PackedOnes()
    {
        TensorProto tensor = Tensor("ones", OnnxElementType.Int64, FileBytes - 2_000);
        tensor.Int64Data.Add(Enumerable.Repeat(1L, FileBytes - 2_000));
        return Model(new GraphProto { Initializer = { tensor } }).ToByteArray();
    }

    private static byte[] Weights()
    {
        GraphProto graph = new() { Initializer = { Zeros("one", 2, 200), Zeros("two", 200, 41_000), Zeros("three", 41_000, 2) } };
        graph.Node.Add(Node("MatMul", "x", "State", "one"));
        graph.Node.Add(Node("MatMul", "y", "x", "two"));
        graph.Node.Add(Node("MatMul", "QValues", "y", "three"));
        return Model(graph).ToByteArray();
    }

    private static byte[] SmallWeights() => Model(new GraphProto
    {
        Initializer = { Enumerable.Range(0, 2_000).Select(i => Zeros($"w{i}", 1)) },
        Node = { Node("Identity", "QValues", "State") },
    }).ToByteArray();

    private static byte[] LongNames() => Model(new GraphProto
    {
        Node =
        {
            Enumerable.Range(0, 1_990).Select(i => Node("Identity", Long(i), i == 0 ? "State" : Long(i - 1))),
            Node("Identity", "QValues", Long(1_989)),
        },
    }).ToByteArray();

    private static string Long(int i) => $"{i}".PadLeft(1_000, 'x');

    private static byte[] Chain(string type, params OnnxAttribute[] attributes)
    {
        GraphProto graph = new();
        for (int i = 0; i < 1_998; i++)
        {
            string before = i == 0 ? "State" : $"v{i - 1}";
            NodeProto node = Node(type, $"v{i}", before, attributes);
            if (type == "Add")
                node.Input.Add(before);
            graph.Node.Add(node);
        }

        graph.Node.Add(Node("Identity", "QValues", "v1997"));
        return Model(graph).ToByteArray();
    }

    private static byte[] WideSums()
    {
        GraphProto graph = new();
        for (int i = 0; i < 18; i++)
        {
            NodeProto node = Node("Sum", $"v{i}", i == 0 ? "State" : $"v{i - 1}");
            for (int k = 0; k < 990; k++)
                node.Input.Add(k % 2 == 0 ? "State" : node.Input[0]);
            graph.Node.Add(node);
        }

        graph.Node.Add(Node("Identity", "QValues", "v17"));
        return Model(graph).ToByteArray();
    }

    private static byte[] Constant(int count, string type)
    {
        GraphProto graph = new() { Initializer = { Longs("shape", count), Scalar("large", 1e30f) } };
        graph.Node.Add(Node("Expand", "c", "large", "shape"));
        graph.Node.Add(Node(type, "r", "c"));
        return Finished(graph, "r");
    }

    private static byte[] Powers()
    {
        GraphProto graph = new() { Initializer = { Longs("shape", 2_000_000), Scalar("one", 1.0001f), Scalar("two", 123.4f) } };
        graph.Node.Add(Node("Expand", "c", "one", "shape"));
        graph.Node.Add(Node("Pow", "r", "c", "two"));
        return Finished(graph, "r");
    }

    private static byte[] PoolOverConstants()
    {
        GraphProto graph = new() { Initializer = { Longs("shape", 1, 1, 150, 150), Scalar("one", 1) } };
        graph.Node.Add(Node("Expand", "c", "one", "shape"));
        graph.Node.Add(Node("MaxPool", "p", "c", OnnxAttribute.Ints("kernel_shape", 75, 75), OnnxAttribute.Ints("pads", 37, 37, 37, 37)));
        return Finished(graph, "p");
    }

    // The pool's image is a state of two values, spread out.
    private static byte[] Image(NodeProto pool)
    {
        GraphProto graph = new() { Initializer = { Longs("rows", -1, 1, 1, 2), Longs("repeats", 1, 1, 50, 25) } };
        graph.Node.Add(Node("Reshape", "row", "State", "rows"));
        graph.Node.Add(Node("Tile", "image", "row", "repeats"));
        pool.Input.Add("image");
        pool.Output.Add("seen");
        graph.Node.Add(pool);
        return Finished(graph, "seen");
    }

    private static byte[] Depthwise()
    {
        GraphProto graph = new()
        {
            Initializer =
            {
                Longs("rows", -1, 1, 1, 2), Longs("repeats", 1, 64, 20, 10), Zeros("kernels", 64, 1, 7, 7),
            },
        };
        graph.Node.Add(Node("Reshape", "row", "State", "rows"));
        graph.Node.Add(Node("Tile", "image", "row", "repeats"));
        graph.Node.Add(Node(
            "Conv", "seen", "image", "kernels", OnnxAttribute.Int("group", 64), OnnxAttribute.Ints("pads", 3, 3, 3, 3)));
        return Finished(graph, "seen");
    }

    private static byte[] Denormal()
    {
        GraphProto graph = new()
        {
            Initializer =
            {
                Longs("rows", -1, 1, 1, 2), Longs("repeats", 1, 1, 36, 18), Filled("kernels", 1e-42f, 256, 1, 5, 5),
                Filled("more", 1e-39f, 10, 256, 3, 3), Scalar("little", 1e-3f),
            },
        };
        graph.Node.Add(Node("Reshape", "row", "State", "rows"));
        graph.Node.Add(Node("Tile", "image", "row", "repeats"));
        graph.Node.Add(Node("Add", "shifted", "image", "little"));
        graph.Node.Add(Node("Conv", "seen", "shifted", "kernels"));
        graph.Node.Add(Node("Conv", "more_seen", "seen", "more"));
        return Finished(graph, "more_seen");
    }

    private static byte[] DenormalProduct()
    {
        GraphProto graph = new()
        {
            Initializer =
            {
                Longs("wide", 600, 600), Scalar("little", 1e-20f), Scalar("less", 1e-21f),
            },
        };
        graph.Node.Add(Node("Expand", "a", "little", "wide"));
        graph.Node.Add(Node("Expand", "b", "less", "wide"));
        graph.Node.Add(Node("MatMul", "c", "a", "b"));
        return Finished(graph, "c");
    }

    private static byte[] DenormalStates()
    {
        GraphProto graph = Spread(30_000, 300, 200);
        graph.Initializer.Add(Longs("turned", -1, 200, 300));
        graph.Initializer.Add([Scalar("little", 1e-20f), Scalar("less", 1e-21f)]);
        graph.Node.Add(Node("Add", "a", "image", "little"));
        graph.Node.Add(Node("Mul", "scaled", "a", "less"));
        graph.Node.Add(Node("Reshape", "b", "a", "turned"));
        graph.Node.Add(Node("MatMul", "c", "scaled", "b"));
        return Finished(graph, "c", batched: true, axes: 2);
    }

    private static byte[] NarrowProducts()
    {
        const int Products = 10;
        GraphProto graph = Ones(2_700_000, 1);
        NodeProto sum = new() { OpType = "Sum", Output = { "sum" } };
        for (int i = 0; i < Products; i++)
        {
            graph.Initializer.Add(Filled($"weight{i}", 1, 1, 1));
            graph.Node.Add(Node("MatMul", $"product{i}", "image", $"weight{i}"));
            sum.Input.Add($"product{i}");
        }

        graph.Node.Add(sum);
        return Finished(graph, "sum");
    }

    private static byte[] LargeKernels()
    {
        const int Kernels = 8, Side = 1_000;
        GraphProto graph = Ones(1, 1, Side, Side);
        NodeProto sum = new() { OpType = "Sum", Output = { "sum" } };
        for (int i = 0; i < Kernels; i++)
        {
            graph.Initializer.Add(Zeros($"kernel{i}", 1, 1, Side, Side));
            graph.Node.Add(Node("Conv", $"product{i}", "image", $"kernel{i}"));
            sum.Input.Add($"product{i}");
        }

        graph.Node.Add(sum);
        return Finished(graph, "sum");
    }

    private static byte[] NarrowConvolution()
    {
        GraphProto graph = Ones(1, 1, 11_000_000);
        graph.Initializer.Add(Filled("kernel", 1, 1, 1, 1));
        graph.Node.Add(Node("Conv", "product", "image", "kernel"));
        return Finished(graph, "product");
    }

    private static byte[] ByteWeights()
    {
        const int Inputs = 220, Outputs = 120_000;
        TensorProto weights = Tensor("weights", OnnxElementType.Int8, Inputs, Outputs);
        weights.RawData = ByteString.CopyFrom(new byte[Inputs * Outputs]);
        GraphProto graph = Spread(Inputs / 2, 1, Inputs);
        graph.Initializer.Add(weights);
        NodeProto bytes = Node("DynamicQuantizeLinear", "bytes", "row");
        bytes.Output.Add(["scale", "zero"]);
        graph.Node.Add(bytes);
        graph.Node.Add(Node("MatMulInteger", "whole", "bytes", "weights"));
        graph.Node.Add(Node("Cast", "number", "whole", OnnxAttribute.Int("to", 1)));
        return Finished(graph, "number", batched: true, axes: 1);
    }

    private static GraphProto Ones(params long[] shape)
    {
        GraphProto graph = new() { Initializer = { Longs("shape", shape), Scalar("one", 1) } };
        graph.Node.Add(Node("Expand", "image", "one", "shape"));
        return graph;
    }

    /// <summary>A state's two values, repeated so often, as an image of two axes.</summary>
    private static GraphProto Spread(long repeats, long rows, long columns)
    {
        GraphProto graph = new() { Initializer = { Longs("repeats", 1, repeats), Longs("axes", -1, rows, columns) } };
        graph.Node.Add(Node("Tile", "row", "State", "repeats"));
        graph.Node.Add(Node("Reshape", "image", "row", "axes"));
        return graph;
    }

    /// <summary>Adds the greatest of a value to the state.</summary>
    private static byte[] Finished(GraphProto graph, string value) =>
        Finished(graph, value, batched: value is "seen" or "more_seen", axes: 3);

    private static byte[] Finished(GraphProto graph, string value, bool batched, int axes)
    {
        graph.Node.Add(batched
            ? Node(
                "ReduceMax",
                "most",
                value,
                OnnxAttribute.Ints("axes", [.. Enumerable.Range(1, axes).Select(axis => (long)axis)]),
                OnnxAttribute.Int("keepdims", 0))
            : Node("ReduceMax", "most", value, OnnxAttribute.Int("keepdims", 0)));
        graph.Initializer.Add(Longs("column", -1, 1));
        string added = "most";
        if (batched)
            graph.Node.Add(Node("Reshape", added = "most_of_each", "most", "column"));
        graph.Node.Add(Node("Add", "QValues", "State", added));
        return Model(graph).ToByteArray();
    }

    private static ModelProto Model(GraphProto graph)
    {
        graph.Name = "worst";
        graph.Input.Add(GraphMessages.Value("State", OnnxElementType.Float32, ["batch", 2]));
        graph.Output.Add(GraphMessages.Value("QValues", OnnxElementType.Float32, ["batch", 2]));
        return new ModelProto { IrVersion = 7, Graph = graph, OpsetImport = { new OperatorSetIdProto { Version = 12 } } };
    }

    private static NodeProto Node(string type, string output, string input, params OnnxAttribute[] attributes) =>
        new() { OpType = type, Input = { input }, Output = { output }, Attribute = { attributes.Select(a => a.Proto) } };

    private static NodeProto Node(string type, string output, string input, string other, params OnnxAttribute[] attributes)
    {
        NodeProto node = Node(type, output, input, attributes);
        node.Input.Add(other);
        return node;
    }

    private static TensorProto Tensor(string name, OnnxElementType type, params long[] shape) =>
        new() { Name = name, DataType = (int)type, Dims = { shape } };

    private static TensorProto Zeros(string name, params long[] shape) => Filled(name, 0, shape);

    private static TensorProto Filled(string name, float value, params long[] shape)
    {
        float[] values = new float[shape.Aggregate(1L, (size, length) => size * length)];
        values.AsSpan().Fill(value);
        return GraphMessages.Tensor<float>(name, OnnxElementType.Float32, values, shape);
    }

    private static TensorProto Scalar(string name, float value) => Filled(name, value);

    private static TensorProto Longs(string name, params long[] values) =>
        GraphMessages.Tensor<long>(name, OnnxElementType.Int64, values, [values.Length]);
}
