using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Policies;
using Google.Protobuf;

namespace DeepQ.Onnx.Tests.Inspection;

public class OnnxModelInfoTests
{
    [Fact]
    public void Counts_parameters_and_operators()
    {
        PolicyLayer[] layers =
        [
            new LinearLayer(new float[4 * 8], new float[8]),
            new ActivationLayer(PolicyActivation.ReLU),
            new LinearLayer(new float[8 * 2], new float[2]),
        ];

        OnnxModelInfo info = OnnxModelInfo.Read(PolicyGraph.ToBytes(layers, Sample.Metadata(2, 4)));

        Assert.Equal((4 * 8) + 8 + (8 * 2) + 2, info.ParameterCount);
        Assert.Equal(
            new Dictionary<string, int> { ["Gemm"] = 2, ["Relu"] = 1, ["ArgMax"] = 1 }, info.OperatorCounts);
        Assert.Equal("policy", info.GraphName);
    }

    [Fact]
    public void Weights_that_an_old_file_lists_as_inputs_are_left_out()
    {
        ModelProto model = Model();
        model.Graph.Input.Add(new ValueInfoProto { Name = "layer0.weight" });

        Assert.Equal(["State"], OnnxModelInfo.Read(model.ToByteArray()).Inputs.Select(input => input.Name));
    }

    [Fact]
    public void What_a_file_leaves_open_stays_open()
    {
        ModelProto model = Model();
        model.Graph.Input[0].Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension();
        model.Graph.Output[0].Type.TensorType.Shape = null;
        model.Graph.Output[1].Type = null;

        OnnxModelInfo info = OnnxModelInfo.Read(model.ToByteArray());

        Assert.Equal("State: Float32 [?, 2]", info.Inputs[0].ToString());
        Assert.Equal("QValues: Float32", info.Outputs[0].ToString());
        Assert.Equal("Action: Undefined", info.Outputs[1].ToString());
    }

    [Fact]
    public void No_bytes_are_no_model()
    {
        Assert.Equal("The model is empty.", Error([]));
    }

    [Fact]
    public void A_text_file_is_no_model()
    {
        Assert.Equal("The 12 bytes are not an ONNX model: torn or of another kind.", Error("Hello, world"u8.ToArray()));
    }

    [Fact]
    public void A_model_without_its_parts_is_refused()
    {
        const string Message = "The ONNX model {0}: torn or of another kind.";
        (string Problem, Action<ModelProto> Change)[] cases =
        [
            ("does not declare a format version", model => model.IrVersion = 0),
            ("has no graph", model => model.Graph = null),
            ("has no outputs", model => model.Graph.Output.Clear()),
            ("does not declare its operator set", model => model.OpsetImport.Clear()),
        ];

        Assert.All(cases, one => Assert.Equal(
            Message.Replace("{0}", one.Problem, StringComparison.Ordinal), Error(Changed(one.Change))));
    }

    [Fact]
    public void A_length_of_minus_one_is_an_open_one()
    {
        byte[] model = Changed(model => model.Graph.Input[0].Type.TensorType.Shape.Dim[0].DimValue = -1);
        Assert.Equal(default, OnnxModelInfo.Read(model).Inputs[0].Dimensions![0]);
    }

    [Fact]
    public void Contradictions_are_refused()
    {
        Assert.Equal(
            "The ONNX model has the property 'deepq.gamma' twice.",
            Error(Changed(model => model.MetadataProps.Add(new StringStringEntryProto { Key = "deepq.gamma" }))));
        Assert.Equal(
            "'State' has an axis of length -2.",
            Error(Changed(model => model.Graph.Input[0].Type.TensorType.Shape.Dim[1].DimValue = -2)));
        Assert.Equal(
            "Weight 'layer0.bias' has the impossible shape (2, 9223372036854775807).",
            Error(Changed(model => model.Graph.Initializer[1].Dims.Add(long.MaxValue))));
        Assert.Equal(
            "Weight 'layer0.bias' has the impossible shape (-1).",
            Error(Changed(model => model.Graph.Initializer[1].Dims[0] = -1)));
    }

    private static byte[] Changed(Action<ModelProto> change)
    {
        ModelProto model = Model();
        change(model);
        return model.ToByteArray();
    }

    private static ModelProto Model() => ModelProto.Parser.ParseFrom(Sample.Identity(2));

    private static string Error(byte[] bytes) =>
        Assert.Throws<PolicyFormatException>(() => OnnxModelInfo.Read(bytes)).Message;
}
