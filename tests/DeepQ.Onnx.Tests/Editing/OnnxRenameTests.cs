using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Policies;
using DeepQ.Onnx.Tests.Running;
using Google.Protobuf;

namespace DeepQ.Onnx.Tests.Editing;

public class OnnxRenameTests
{
    [Fact]
    public void Inputs_and_outputs_get_the_names_of_the_columns()
    {
        byte[] renamed = OnnxRename.InputsAndOutputs(
            Sample.Identity(2),
            new Dictionary<string, string> { ["State"] = "Features", ["QValues"] = "Score", ["Action"] = "Choice" });

        OnnxModelInfo info = OnnxModelInfo.Read(renamed);
        Assert.Equal(["Features: Float32 [batch, 2]"], info.Inputs.Select(input => input.ToString()));
        Assert.Equal(
            ["Score: Float32 [batch, 2]", "Choice: Int64 [batch]"], info.Outputs.Select(output => output.ToString()));
        Assert.Equal([3, 8], GraphRun.Evaluate(renamed, [3, 8], 1, 2));
        Assert.Equal(2, info.OperatorCounts.Values.Sum());
    }

    [Fact]
    public void Names_can_be_exchanged()
    {
        OnnxGraph graph = new("g");
        graph.AddInput("x", OnnxElementType.Float32, "rows");
        graph.AddNode("Cos", ["x"], ["y"]);
        graph.AddOutput("y", OnnxElementType.Float32, "rows");

        byte[] renamed = OnnxRename.InputsAndOutputs(
            graph.ToBytes(), new Dictionary<string, string> { ["x"] = "y", ["y"] = "x" });

        Assert.Equal("y", OnnxModelInfo.Read(renamed).Inputs.Single().Name);
        Assert.Equal([1], GraphRun.Evaluate(renamed, [0], 1));
    }

    [Fact]
    public void A_value_inside_gives_way_to_a_new_name()
    {
        byte[] renamed = OnnxRename.InputsAndOutputs(
            Sample.Identity(2),
            new Dictionary<string, string> { ["State"] = "layer0.weight", ["QValues"] = "layer0.weight_1" });

        Assert.Equal("layer0.weight", OnnxModelInfo.Read(renamed).Inputs.Single().Name);
        Assert.Equal([3, 8], GraphRun.Evaluate(renamed, [3, 8], 1, 2));
    }

    [Fact]
    public void The_metadata_names_the_observation_as_the_input_is_named()
    {
        byte[] renamed = OnnxRename.InputsAndOutputs(
            Sample.Identity(2), new Dictionary<string, string> { ["State"] = "Features" });

        Assert.Equal("Features", PolicyMetadata.FromProperties(OnnxModelInfo.Read(renamed).Metadata).ObservationName);
    }

    [Fact]
    public void Graphs_inside_of_nodes_follow()
    {
        ModelProto model = ModelProto.Parser.ParseFrom(Sample.Identity(2));
        NodeProto relu = new() { OpType = "Relu", Input = { "State" }, Output = { "inner" } };
        model.Graph.Node.Add(new NodeProto
        {
            OpType = "If",
            Attribute =
            {
                new AttributeProto
                {
                    Name = "then_branch",
                    Type = AttributeProto.Types.AttributeType.Graph,
                    G = new GraphProto { Node = { relu } },
                },
            },
        });

        ModelProto renamed = ModelProto.Parser.ParseFrom(OnnxRename.InputsAndOutputs(
            model.ToByteArray(), new Dictionary<string, string> { ["State"] = "inner" }));

        NodeProto node = renamed.Graph.Node[^1].Attribute[0].G.Node[0];
        Assert.Equal(["inner"], node.Input);
        Assert.Equal(["inner_1"], node.Output);
    }

    [Fact]
    public void What_this_library_does_not_know_is_kept()
    {
        // Field 6 of a model is its documentation, which the messages here leave out.
        byte[] model = [.. Sample.Identity(2), 0x32, 0x05, .. "notes"u8];

        byte[] renamed = OnnxRename.InputsAndOutputs(model, new Dictionary<string, string>());

        Assert.True(renamed.AsSpan().IndexOf("notes"u8) > 0);
        Assert.Equal(model.Length, renamed.Length);
    }

    [Theory]
    [InlineData("Reward", "Score",
        "The graph has no input or output 'Reward': it has State, QValues, Action. (Parameter 'names')")]
    [InlineData("QValues", "Action", "Two inputs or outputs would be named 'Action'. (Parameter 'names')")]
    [InlineData("QValues", "", "The new name of 'QValues' is empty. (Parameter 'names')")]
    public void Names_that_cannot_be_are_refused(string old, string name, string message)
    {
        Dictionary<string, string> names = new() { [old] = name };

        Assert.Equal(
            message,
            Assert.Throws<ArgumentException>(() => OnnxRename.InputsAndOutputs(Sample.Identity(2), names)).Message);
    }
}
