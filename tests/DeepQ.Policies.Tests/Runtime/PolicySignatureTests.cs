using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Serving.Runtime;
using DeepQ.Serving.Tests;

namespace DeepQ.Policies.Tests.Runtime;

public sealed class PolicySignatureTests
{
    [Fact]
    public void The_tensors_of_a_policy_are_found()
    {
        PolicySignature signature = PolicySignature.Of(OnnxModelInfo.Read(HandMadePolicies.Linear()));

        Assert.Equal(("State", "QValues", "Action"), (signature.State, signature.QValues, signature.Action));
        Assert.Equal([2L], signature.StateShape);
        Assert.Equal((2, 2), (signature.ObservationSize, signature.ActionCount));
    }

    [Fact]
    public void Images_are_states_too()
    {
        PolicySignature signature = Of(graph =>
        {
            graph.AddInput("pixels", OnnxElementType.Float32, "batch", 3, 5, 7);
            graph.AddNode("Flatten", ["pixels"], ["q"]);
            graph.AddOutput("q", OnnxElementType.Float32, "batch", 105);
        });

        Assert.Equal([3L, 5, 7], signature.StateShape);
        Assert.Equal((105, 105), (signature.ObservationSize, signature.ActionCount));
        Assert.Equal(PolicyGraph.ActionName, signature.Action);
    }

    [Fact]
    public void Among_several_outputs_the_one_with_the_usual_name_is_taken()
    {
        PolicySignature signature = Of(graph =>
        {
            graph.AddInput("s", OnnxElementType.Float32, "batch", 2);
            graph.AddNode("Relu", ["s"], ["features"]);
            graph.AddNode("Tanh", ["s"], ["QValues"]);
            graph.AddOutput("features", OnnxElementType.Float32, "batch", 2);
            graph.AddOutput("QValues", OnnxElementType.Float32, "batch", 2);
        });

        Assert.Equal("QValues", signature.QValues);
    }

    [Fact]
    public void Several_inputs_are_columns()
    {
        PolicySignature signature = PolicySignature.Of(OnnxModelInfo.Read(HandMadePolicies.Columns()));

        Assert.True(signature.TakesColumns);
        Assert.Equal(["Age: Int64", "Member: Boolean", "Scores: Float32 × 2"], signature.Inputs.Select(input => $"{input}"));
        Assert.Equal((0, 2), (signature.ObservationSize, signature.ActionCount));
    }

    [Fact]
    public void A_column_of_half_precision_is_refused() => Refused(
        graph =>
        {
            graph.AddInput("a", OnnxElementType.Float16, "batch", 2);
            graph.AddNode("Cast", ["a"], ["q"], OnnxAttribute.Int("to", 1));
            graph.AddOutput("q", OnnxElementType.Float32, "batch", 2);
        },
        "The model has the input a: Float16 [batch, 2].");

    [Fact]
    public void A_fixed_batch_is_refused() => Refused(
        graph =>
        {
            graph.AddInput("s", OnnxElementType.Float32, 1, 2);
            graph.AddNode("Relu", ["s"], ["q"]);
            graph.AddOutput("q", OnnxElementType.Float32, 1, 2);
        },
        "The model has the input s: Float32 [1, 2].");

    [Fact]
    public void An_unknown_number_of_actions_is_refused() => Refused(
        graph =>
        {
            graph.AddInput("s", OnnxElementType.Float32, "batch", 2);
            graph.AddNode("Relu", ["s"], ["q"]);
            graph.AddOutput("q", OnnxElementType.Float32, "batch", "actions");
        },
        "The model has no single output of Q-values among q: Float32 [batch, actions].");

    [Fact]
    public void A_file_of_columns_that_are_passed_through_says_which_converter_leaves_a_policy_out()
    {
        string message = Assert.Throws<PolicyFormatException>(() => Of(graph =>
        {
            graph.AddInput("QValues", OnnxElementType.Float32, "batch", 2);
            graph.AddNode("Identity", ["QValues"], ["QValues.output"]);
            graph.AddOutput("QValues.output", OnnxElementType.Float32, "batch", 1, 2);
        })).Message;
        Assert.EndsWith("write it with mlContext.ReinforcementLearning.ExportToOnnx.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Q_values_that_cannot_be_told_from_other_outputs_are_refused() => Refused(
        graph =>
        {
            graph.AddInput("s", OnnxElementType.Float32, "batch", 2);
            graph.AddNode("Relu", ["s"], ["q"]);
            graph.AddNode("Tanh", ["s"], ["r"]);
            graph.AddOutput("q", OnnxElementType.Float32, "batch", 2);
            graph.AddOutput("r", OnnxElementType.Float32, "batch", 2);
        },
        "The model has no single output of Q-values among q: Float32 [batch, 2]; r: Float32 [batch, 2].");

    [Fact]
    public void An_action_of_another_kind_is_refused() => Refused(
        graph =>
        {
            graph.AddInput("s", OnnxElementType.Float32, "batch", 2);
            graph.AddNode("Relu", ["s"], ["q"]);
            graph.AddNode("ArgMax", ["q"], ["Action"], OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("keepdims", 1));
            graph.AddOutput("q", OnnxElementType.Float32, "batch", 2);
            graph.AddOutput("Action", OnnxElementType.Int64, "batch", 1);
        },
        "The model has Action: Int64 [batch, 1], which is not Int64 [batch].");

    private static void Refused(Action<OnnxGraph> build, string message)
    {
        var error = Assert.Throws<PolicyFormatException>(() => Of(build));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    private static PolicySignature Of(Action<OnnxGraph> build)
    {
        OnnxGraph graph = new("test");
        build(graph);
        return PolicySignature.Of(OnnxModelInfo.Read(graph.ToBytes()));
    }
}
