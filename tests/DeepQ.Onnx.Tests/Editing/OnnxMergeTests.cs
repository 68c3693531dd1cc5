using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Policies;
using DeepQ.Onnx.Tests.Running;
using Google.Protobuf;

namespace DeepQ.Onnx.Tests.Editing;

public class OnnxMergeTests
{
    private static readonly Dictionary<string, string> Connection = new() { ["State"] = "Features.output" };

    [Fact]
    public void A_policy_after_a_featurizer_acts_on_the_raw_columns()
    {
        // The featurizer gives x · (-1, 2); the policy takes it for the Q-values.
        byte[] model = OnnxMerge.Append(Featurizer(12), Sample.Identity(2), Connection);

        using PolicySession session = new(model);
        (float[] qValues, long[] actions) = session.Run([3, 1, -4, 1], 2);

        Assert.Equal([-3, 2, 4, 2], qValues);
        Assert.Equal([1, 0], actions);
    }

    [Fact]
    public void Inputs_outputs_versions_and_properties_are_those_of_both()
    {
        OnnxModelInfo info = OnnxModelInfo.Read(OnnxMerge.Append(Featurizer(12), Sample.Identity(2), Connection));

        Assert.Equal(["x"], info.Inputs.Select(input => input.Name));
        Assert.Equal(["Features.output", "QValues", "Action"], info.Outputs.Select(output => output.Name));
        Assert.Equal(12, info.OperatorSets["ai.onnx"]);
        Assert.Equal(7, info.FileFormatVersion);
        Assert.Equal("a featurizer", info.Metadata["author"]);
        Assert.Equal("Features.output", PolicyMetadata.FromProperties(info.Metadata).ObservationName);
        Assert.Equal(2 + (2 * 2) + 2, info.ParameterCount);
    }

    [Fact]
    public void What_the_first_model_says_of_values_inside_is_left_out_since_it_may_be_wrong()
    {
        ModelProto featurizer = ModelProto.Parser.ParseFrom(Featurizer(12));
        featurizer.Graph.ValueInfo.Add(featurizer.Graph.Output[0].Clone());
        byte[] model = OnnxMerge.Append(featurizer.ToByteArray(), Sample.Identity(2), Connection);

        Assert.Empty(ModelProto.Parser.ParseFrom(model).Graph.ValueInfo);
    }

    [Fact]
    public void A_length_of_minus_one_is_the_batch_as_the_first_axis_and_just_open_as_another()
    {
        ModelProto featurizer = ModelProto.Parser.ParseFrom(Featurizer(12));
        foreach (TensorShapeProto.Types.Dimension axis in featurizer.Graph.Input[0].Type.TensorType.Shape.Dim)
            axis.DimValue = -1;

        OnnxModelInfo info = OnnxModelInfo.Read(
            OnnxMerge.Append(featurizer.ToByteArray(), Sample.Identity(2), Connection));

        Assert.Equal([(OnnxDimension)"batch", default], info.Inputs[0].Dimensions!);
    }

    [Fact]
    public void Shapes_that_the_first_model_declares_inside_of_it_are_not_kept()
    {
        ModelProto featurizer = ModelProto.Parser.ParseFrom(Featurizer(12));
        featurizer.Graph.ValueInfo.Add(new ValueInfoProto { Name = "inside" });

        byte[] model = OnnxMerge.Append(featurizer.ToByteArray(), Sample.Identity(2), Connection);

        Assert.DoesNotContain(ModelProto.Parser.ParseFrom(model).Graph.ValueInfo, value => value.Name == "inside");
    }

    [Theory]
    [InlineData("Input", "Features.output", "The second model has no input 'Input': it has State.")]
    [InlineData("State", "Features", "The first model has no output 'Features': it has Features.output.")]
    public void Connections_that_cannot_be_are_refused(string input, string output, string message)
    {
        Dictionary<string, string> connections = new() { [input] = output };

        Assert.Equal(message, Refusal(Featurizer(12), Sample.Identity(2), connections));
    }

    [Fact]
    public void Shapes_must_fit()
    {
        Assert.Equal(
            "Output Features.output: Float32 [rows, 2] of the first model cannot be input State: Float32 [batch, 3] of "
            + "the second.",
            Refusal(Featurizer(12), Sample.Identity(3), Connection));
    }

    [Fact]
    public void Names_of_inputs_and_outputs_must_differ()
    {
        byte[] policy = OnnxRename.InputsAndOutputs(
            Sample.Identity(2), new Dictionary<string, string> { ["Action"] = "x" });

        Assert.Equal(
            "Both models have a value 'x': rename that of the second model.",
            Refusal(Featurizer(12), policy, Connection));
    }

    [Fact]
    public void The_policy_must_be_valid_in_the_operator_set_of_the_featurizer()
    {
        byte[] policy = PolicyGraph.ToBytes([new LayerNormLayer(new float[2], new float[2])], Sample.Metadata(2, 2));

        Assert.Equal(
            "Node ReduceMean_0 of the second model needs an operator set from 7 to 17; the first model has 18.",
            Refusal(Featurizer(18), policy, Connection));
    }

    [Fact]
    public void Operators_of_other_domains_belong_into_the_first_model()
    {
        ModelProto learned = ModelProto.Parser.ParseFrom(Featurizer(12));
        learned.OpsetImport[0].Domain = "ai.onnx";
        learned.OpsetImport.Add(new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = 2 });

        OnnxModelInfo info = OnnxModelInfo.Read(
            OnnxMerge.Append(learned.ToByteArray(), Sample.Identity(2), Connection));

        Assert.Equal(new Dictionary<string, long> { ["ai.onnx"] = 12, ["ai.onnx.ml"] = 2 }, info.OperatorSets);
        Assert.Equal(
            "The second model uses operators of 'ai.onnx.ml', not just standard ones.",
            Refusal(
                Sample.Identity(2), learned.ToByteArray(), new Dictionary<string, string> { ["x"] = "QValues" }));
    }

    private static string Refusal(byte[] first, byte[] second, Dictionary<string, string> connections) =>
        Assert.Throws<ArgumentException>(() => OnnxMerge.Append(first, second, connections)).Message;

    private static byte[] Featurizer(int operatorSet)
    {
        OnnxGraph graph = new("featurizer");
        graph.AddInput("x", OnnxElementType.Float32, "rows", 2);
        graph.AddInitializer("layer0.weight", [-1f, 2], 2);
        graph.AddNode("Mul", ["x", "layer0.weight"], ["Features.output"]);
        graph.AddOutput("Features.output", OnnxElementType.Float32, "rows", 2);
        graph.Metadata["author"] = "a featurizer";
        graph.Metadata["deepq.algorithm"] = "none";
        return graph.ToBytes(operatorSet);
    }
}
