using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Policies;
using Google.Protobuf;

namespace DeepQ.Onnx.Tests.Guarding;

public class OnnxGuardTests
{
    [Fact]
    public void Every_kind_of_layer_passes()
    {
        OnnxGuard.Check(PolicyGraph.ToBytes(Sample.Mixed(new Random(3)), Sample.Metadata(3, 5)));
        OnnxGuard.Check(Sample.Identity(4));
    }

    public static TheoryData<string, string> Hostile() => new()
    {
        { "external data", "the weight 'layer0.weight', which is stored in another file" },
        { "data location", "the weight 'layer0.weight', which is stored in another file" },
        { "absurd shape", "the impossible shape (4611686018427387904, 4)" },
        { "negative shape", "the impossible shape (-3, 3)" },
        { "short data", "has 35 bytes for 9 values of Float32" },
        { "no data", "has 0 values for 9 values of Float32" },
        { "unknown type", "elements of the type 77" },
        { "NaN", "has a NaN or an infinity" },
        { "infinity in a list", "has a NaN or an infinity" },
        { "custom operator", "uses the operator 'evil.Gemm'" },
        { "unknown operator", "uses the operator 'Loop'" },
        { "operator set", "uses the operators of 'com.evil'" },
        { "inner graph", "a graph inside the node 'Gemm'" },
        { "function", "functions or training steps" },
        { "sparse weights", "sparse weights" },
        { "many properties", "has 1002" },
        { "long property", "of 104" },
        { "undefined value", "uses the value 'nowhere', which nothing before defines" },
        { "defined twice", "a node 'Gemm' of 3 inputs and 2 outputs" },
        { "input left out", "a node 'Sub' without an input that it must have" },
        { "one of several left out", "a node 'Concat' without an input that it must have" },
        { "undefined output", "uses the value 'nothing'" },
        { "large input", "more than 134217728 bytes to be loaded" },
        { "doubling", "more than 2147483648 bytes for a run of 1024 states" },
        { "outer product", "more than 134217728 bytes to be loaded" },
        { "total", "more than 134217728 bytes to be loaded" },
        { "zero stride", "has strides of 0, 1" },
        { "huge padding", "has a window of 1 on" },
        { "groups", "has 7 groups of kernels" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_model_is_refused_with_the_reason(string what, string reason)
    {
        ModelProto model = ModelProto.Parser.ParseFrom(Sample.Identity(3));
        Spoil(model, what);

        var error = Assert.Throws<PolicyFormatException>(() => OnnxGuard.Check(model.ToByteArray()));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    private static void Spoil(ModelProto model, string what)
    {
        GraphProto graph = model.Graph;
        TensorProto weight = graph.Initializer[0];
        NodeProto gemm = graph.Node[0];
        switch (what)
        {
            case "external data":
                weight.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "../../etc/passwd" });
                break;
            case "data location": weight.DataLocation = 1; break;
            case "absurd shape": SetShape(weight, 1L << 62, 4); break;
            case "negative shape": SetShape(weight, -3, 3); break;
            case "short data": weight.RawData = ByteString.CopyFrom(weight.RawData.Span[1..]); break;
            case "no data": weight.RawData = ByteString.Empty; break;
            case "unknown type": weight.DataType = 77; break;
            case "NaN": weight.RawData = ByteString.CopyFrom([0, 0, 0xC0, 0x7F, .. weight.RawData.Span[4..]]); break;
            case "infinity in a list":
                weight.RawData = ByteString.Empty;
                weight.FloatData.Add([1, 2, 3, 4, 5, 6, 7, 8, float.PositiveInfinity]);
                break;
            case "custom operator": gemm.Domain = "evil"; break;
            case "unknown operator": gemm.OpType = "Loop"; break;
            case "operator set":
                model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.evil", Version = 1 });
                gemm.Domain = "com.evil";
                break;
            case "inner graph": gemm.Attribute.Add(new AttributeProto { Name = "body", Type = AttributeProto.Types.AttributeType.Graph, G = new GraphProto() }); break;
            case "function": model.Functions.Add(ByteString.CopyFrom(1)); break;
            case "sparse weights": graph.SparseInitializer.Add(ByteString.CopyFrom(1)); break;
            case "many properties": AddProperties(model, 1002 - model.MetadataProps.Count, 1); break;
            case "long property": AddProperties(model, 1, 1 << 20); break;
            case "undefined value": gemm.Input[0] = "nowhere"; break;
            case "defined twice": gemm.Output.Add("QValues"); break;
            case "input left out": graph.Node.Add(Node("Sub", ["QValues", ""], "rest")); break;
            case "one of several left out": graph.Node.Add(Node("Concat", ["QValues", ""], "rest", OnnxAttribute.Int("axis", 1).Proto)); break;
            case "undefined output": graph.Output[0].Name = "nothing"; break;
            case "large input": graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = (1 << 24) + 1; break;
            case "doubling": AddChain(graph, "Concat", 40, OnnxAttribute.Int("axis", 1).Proto); break;
            case "outer product": AddOuterProduct(graph); break;
            case "total": AddTotal(graph); break;
            case "zero stride": AddConvolution(graph, OnnxAttribute.Ints("strides", 0, 1)); break;
            case "huge padding": AddConvolution(graph, OnnxAttribute.Ints("pads", 60000, 0, 60000, 0)); break;
            case "groups": AddConvolution(graph, OnnxAttribute.Int("group", 7)); break;
            default: throw new ArgumentException(what);
        }
    }

    private static void SetShape(TensorProto tensor, params long[] shape)
    {
        tensor.Dims.Clear();
        tensor.Dims.Add(shape);
    }

    private static void AddProperties(ModelProto model, int count, int length)
    {
        for (int i = 0; i < count; i++)
            model.MetadataProps.Add(new StringStringEntryProto { Key = $"{i}", Value = new string('x', length) });
    }

    private static void AddChain(GraphProto graph, string type, int length, params AttributeProto[] attributes)
    {
        for (int i = 0; i < length; i++)
        {
            string input = i == 0 ? "QValues" : $"chain{i - 1}";
            graph.Node.Add(Node(type, [input, input], $"chain{i}", attributes));
        }
    }

    private static void AddOuterProduct(GraphProto graph)
    {
        graph.Initializer.Add(Zeros("column", 6000, 1));
        graph.Initializer.Add(Zeros("row", 1, 6000));
        graph.Node.Add(Node("Mul", ["column", "row"], "product"));
    }

    private static void AddTotal(GraphProto graph)
    {
        graph.Initializer.Add(Zeros("column", 4096, 1));
        graph.Initializer.Add(Zeros("row", 1, 4096));
        for (int i = 0; i < 9; i++)
            graph.Node.Add(Node("Mul", ["column", "row"], $"product{i}"));
    }

    private static void AddConvolution(GraphProto graph, OnnxAttribute attribute)
    {
        graph.Initializer.Add(Zeros("image", 1, 2, 8, 8));
        graph.Initializer.Add(Zeros("kernels", 2, 2, 1, 1));
        graph.Node.Add(Node("Conv", ["image", "kernels"], "seen", attribute.Proto));
    }

    private static NodeProto Node(string type, string[] inputs, string output, params AttributeProto[] attributes) =>
        new() { OpType = type, Input = { inputs }, Output = { output }, Attribute = { attributes } };

    private static TensorProto Zeros(string name, params long[] shape) => GraphMessages.Tensor(
        name, OnnxElementType.Float32, new float[shape.Aggregate(1L, (size, axis) => size * axis)], shape);
}
