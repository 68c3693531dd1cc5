using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Policies;

namespace DeepQ.Serving.Tests.Runtime;

public sealed class PolicyModelTests
{
    [Fact]
    public void Metadata_with_another_number_of_actions_is_refused() => Refused(
        HandMadePolicies.Metadata([2], ["one", "two", "three"]),
        "The model names 3 actions, but its output 'QValues' has 2.");

    [Fact]
    public void Metadata_with_another_state_is_refused() => Refused(
        HandMadePolicies.Metadata([3], ["one", "two"]),
        "The model says that a state is [3], but its input 'State' is [batch, 2].");

    [Fact]
    public void A_model_whose_shapes_do_not_fit_is_refused()
    {
        OnnxGraph graph = new("test");
        graph.AddInput("s", OnnxElementType.Float32, "batch", 2);
        graph.AddInitializer("w", [1f, 2, 3], 3, 1);
        graph.AddNode("MatMul", ["s", "w"], ["q"]);
        graph.AddOutput("q", OnnxElementType.Float32, "batch", 1);

        var error = Assert.Throws<PolicyFormatException>(() => OnnxPolicy.Load(graph.ToBytes()));

        Assert.Contains("multiplies rows of 2 with columns of 3", error.Message, StringComparison.Ordinal);
    }

    private static void Refused(PolicyMetadata metadata, string message)
    {
        OnnxGraph graph = new("test");
        foreach ((string key, string value) in metadata.ToProperties())
            graph.Metadata.Add(key, value);
        graph.AddInput("State", OnnxElementType.Float32, "batch", 2);
        graph.AddNode("Relu", ["State"], ["QValues"]);
        graph.AddOutput("QValues", OnnxElementType.Float32, "batch", 2);
        byte[] model = graph.ToBytes();

        Assert.Equal(message, Assert.Throws<PolicyFormatException>(() => OnnxPolicy.Load(model)).Message);
    }
}
