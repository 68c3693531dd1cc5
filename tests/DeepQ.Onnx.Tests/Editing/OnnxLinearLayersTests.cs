using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Policies;
using Google.Protobuf;

namespace DeepQ.Onnx.Tests.Editing;

public sealed class OnnxLinearLayersTests
{
    private static readonly ActivationLayer Relu = new(PolicyActivation.ReLU);

    [Fact]
    public void Layers_are_read_as_they_were_written()
    {
        Random random = new(3);
        LinearLayer first = Sample.Linear(random, 5, 8), second = Sample.Linear(random, 8, 6), last = Sample.Linear(random, 6, 2);

        IReadOnlyList<LinearLayer> read = Read([first, Relu, second, Relu, last], 5);

        Assert.Equal(3, read.Count);
        foreach ((LinearLayer expected, LinearLayer found) in ((LinearLayer[])[first, second, last]).Zip(read))
        {
            Assert.Equal(expected.Weight.ToArray(), found.Weight.ToArray());
            Assert.Equal(expected.Bias.ToArray(), found.Bias.ToArray());
        }
    }

    [Fact]
    public void Offsets_and_factors_of_the_input_become_part_of_the_first_layer()
    {
        // y = 3 (x0 - 1) 0.5 + 4 (x1 + 2) 0.25 + 10 = 1.5 x0 + x1 + 10.5.
        LinearLayer layer = Assert.Single(Read(
            [new ScalingLayer(new float[] { 1, -2 }, new float[] { 0.5f, 0.25f }), new LinearLayer(new float[] { 3, 4 }, new float[] { 10 })], 2, actions: 1));

        Assert.Equal([1.5f, 1], layer.Weight.ToArray());
        Assert.Equal([10.5f], layer.Bias.ToArray());
    }

    [Fact]
    public void Other_networks_are_refused_by_their_first_other_part()
    {
        Random random = new(3);
        Assert.Contains("node 'Tanh' after layer 1", Told([Sample.Linear(random, 5, 8), new ActivationLayer(PolicyActivation.Tanh), Sample.Linear(random, 8, 2)]), StringComparison.Ordinal);
        Assert.Contains("node 'Gemm' after layer 1", Told([Sample.Linear(random, 5, 8), Sample.Linear(random, 8, 2)]), StringComparison.Ordinal);
        Assert.Contains("no linear layer at its end", Told([Sample.Linear(random, 5, 2), Relu]), StringComparison.Ordinal);
        Assert.Contains(
            "2 nodes that read", Told([new DuelingLayer([Sample.Linear(random, 5, 1)], [Sample.Linear(random, 5, 2)])]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_walk_that_does_not_end_is_refused()
    {
        ModelProto loop = ModelProto.Parser.ParseFrom(Scaled(1));
        loop.Graph.Node[0].Output[0] = "State";
        Assert.Contains("a loop through 'State'", Refusal(loop.ToByteArray()), StringComparison.Ordinal);

        loop.Graph.Node[0].Output[0] = "nowhere";
        Assert.Contains("0 nodes that read 'nowhere'", Refusal(loop.ToByteArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_of_more_values_than_the_file_has_bytes_takes_no_memory() =>
        Assert.Contains("more than it has weights", Refusal(Scaled(int.MaxValue)), StringComparison.Ordinal);

    private static byte[] Scaled(int width)
    {
        OnnxGraph graph = new("scaled");
        graph.AddInput("State", OnnxElementType.Float32, "batch", width);
        graph.AddInitializer("one", [1f], 1);
        graph.AddNode("Add", ["State", "one"], ["QValues"]);
        graph.AddOutput("QValues", OnnxElementType.Float32, "batch", width);
        return graph.ToBytes();
    }

    private static string Refusal(byte[] model) =>
        Assert.Throws<PolicyFormatException>(() => OnnxLinearLayers.Read(model, "State", "QValues")).Message;

    private static IReadOnlyList<LinearLayer> Read(PolicyLayer[] layers, int size, int actions = 2) =>
        OnnxLinearLayers.Read(PolicyGraph.ToBytes(layers, Sample.Metadata(actions, size)), "State", PolicyGraph.QValuesName);

    private static string Told(PolicyLayer[] layers) => Assert.Throws<PolicyFormatException>(() => Read(layers, 5)).Message;
}
