using DeepQ.Onnx.Adoption;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Running;

namespace DeepQ.Onnx.Tests.Adoption;

public sealed class PolicyAdoptionTests
{
    private static readonly PolicyMetadata About = new()
    {
        ObservationShape = [2],
        ObservationLow = [-1, -1],
        ObservationHigh = [1, 1],
        ActionNames = ["left", "stay", "right"],
        Gamma = 0.99,
        Algorithm = "DQN of elsewhere",
    };

    [Fact]
    public void A_network_from_elsewhere_becomes_a_policy_with_the_same_values()
    {
        byte[] foreign = Foreign();
        AdoptedPolicy adopted = PolicyAdoption.Adopt(foreign, About, new Random(1));
        Assert.True(adopted.Report.Passed);
        Assert.Equal(0, adopted.Report.MaxRelativeDifference);
        Assert.Equal(68, adopted.Report.Batches.Sum(batch => batch.BatchSize));

        OnnxModelInfo info = OnnxModelInfo.Read(adopted.Model.Span);
        Assert.Equal(["State: Float32 [batch, 2]"], info.Inputs.Select(input => $"{input}"));
        Assert.Equal(["QValues: Float32 [batch, 3]", "Action: Int64 [batch]"], info.Outputs.Select(output => $"{output}"));
        PolicyMetadata metadata = PolicyMetadata.FromProperties(info.Metadata);
        Assert.Equal(("right", "DQN of elsewhere", true), (metadata.ActionNames[2], metadata.Algorithm, info.IsIntact));
        OnnxGuard.Check(adopted.Model.Span);

        // Q = (x, y, x + y) of relu(x), relu(y).
        Assert.Equal([0.5f, 0, 0.5f], GraphRun.Evaluate(adopted.Model.ToArray(), [0.5f, -1], [1, 2]));
    }

    [Fact]
    public void What_leads_to_no_value_is_left_out_and_so_are_properties_of_before()
    {
        AdoptedPolicy adopted = PolicyAdoption.Adopt(Foreign(withValue: true), About, new Random(1), "q");
        OnnxModelInfo info = OnnxModelInfo.Read(adopted.Model.Span);
        Assert.False(info.OperatorCounts.ContainsKey("Tanh"));
        Assert.False(info.Metadata.ContainsKey("framework"));
    }

    [Fact]
    public void What_does_not_fit_is_told_with_what_there_is()
    {
        Assert.Contains("[3]", Told(Foreign(), About with { ObservationShape = [3], ObservationLow = [], ObservationHigh = [] }));
        Assert.Contains("No output can be the Q-values of 2 actions", Told(Foreign(), About with { ActionNames = ["a", "b"] }));
        Assert.Contains("Name it.", Told(Foreign(withValue: true), About));
        Assert.Contains("No output 'v2'", Told(Foreign(), About, "v2"));
        Assert.Contains("Export it with an open batch axis", Told(Foreign(batch: 1), About));
        Assert.Contains("The output q: Float32 [N, 3] does not depend on the input 'obs'", Told(Foreign(from: "zeros"), About));
        Assert.Throws<InvalidOperationException>(() => PolicyAdoption.Adopt(Foreign(), About with { Gamma = 2 }, new Random(1)));
        Assert.Throws<PolicyFormatException>(() => PolicyAdoption.Adopt([1, 2, 3], About, new Random(1)));
    }

    private static string Told(byte[] model, PolicyMetadata about, string? qValues = null) =>
        Assert.Throws<ArgumentException>(() => PolicyAdoption.Adopt(model, about, new Random(1), qValues)).Message;

    // As another library would write it: names of its own, no action, and perhaps a second output of the same shape.
    private static byte[] Foreign(bool withValue = false, int? batch = null, string from = "obs")
    {
        OnnxDimension rows = batch is { } length ? length : "N";
        OnnxGraph graph = new("main_graph");
        graph.Metadata.Add("framework", "another");
        graph.AddInput("obs", OnnxElementType.Float32, rows, 2);
        graph.AddInitializer("weight", [1f, 0f, 1f, 0f, 1f, 1f], 2, 3);
        graph.AddInitializer("zeros", [0f, 0f], 1, 2);
        graph.AddNode("Relu", [from], ["hidden"]);
        graph.AddNode("MatMul", ["hidden", "weight"], ["q"]);
        graph.AddOutput("q", OnnxElementType.Float32, rows, 3);
        if (withValue)
        {
            graph.AddNode("Tanh", ["q"], ["squashed"]);
            graph.AddOutput("squashed", OnnxElementType.Float32, rows, 3);
        }

        return graph.ToBytes();
    }
}
