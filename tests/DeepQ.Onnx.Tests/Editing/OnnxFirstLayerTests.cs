using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Running;

namespace DeepQ.Onnx.Tests.Editing;

public class OnnxFirstLayerTests
{
    private static readonly PolicyLayer[] Layers =
    [
        new ScalingLayer(new float[] { 1, 2 }, new float[] { 10, 100 }),
        new LinearLayer(new float[] { 1, 2, 3, 4, 5, 6 }, new float[] { 7, 8, 9 }),
        new ActivationLayer(PolicyActivation.ReLU),
        new LinearLayer(new float[] { 1, 0, 0, 0, 1, -1 }, new float[] { 0, 1 }),
    ];

    [Fact]
    public void What_is_left_gives_the_same_for_what_the_first_layer_gives()
    {
        byte[] model = Write(Layers);
        OnnxFirstLayer layer = OnnxFirstLayer.TakeOff(model, "State")!;

        Assert.Equal([1f, 2], layer.Offset.ToArray());
        Assert.Equal([10f, 100], layer.Factor.ToArray());
        Assert.Equal([1f, 2, 3, 4, 5, 6], layer.Weight.ToArray());
        Assert.Equal([7f, 8, 9], layer.Bias.ToArray());
        // (3 − 1) · 10 = 20 and (1 − 2) · 100 = −100.
        float[] outputs = [20 - 200 + 7, 60 - 400 + 8, 100 - 600 + 9];
        using PolicySession whole = new(model), rest = new(layer.Rest.ToArray());
        Assert.Equal(whole.Run([3, 1], 1).QValues, rest.Run(outputs, 1).QValues);
        Assert.Equal("3", OnnxModelInfo.Read(layer.Rest.Span).Inputs[0].Dimensions![1].ToString());
        Assert.True(layer.Rest.Length < model.Length);
    }

    [Fact]
    public void Without_a_scale_there_are_no_offsets()
    {
        OnnxFirstLayer layer = OnnxFirstLayer.TakeOff(Write(Layers[1..]), "State")!;

        Assert.Empty(layer.Offset.ToArray());
        Assert.Empty(layer.Factor.ToArray());
    }

    [Fact]
    public void Other_beginnings_are_left_alone()
    {
        LinearLayer last = new(new float[] { 1, 2, 3, 4 }, new float[] { 0, 0 });

        // Nothing would be left, another layer is the first, and there is no such input.
        Assert.Null(OnnxFirstLayer.TakeOff(Write([last]), "State"));
        Assert.Null(OnnxFirstLayer.TakeOff(Write([new ActivationLayer(PolicyActivation.Tanh), last, last]), "State"));
        Assert.Null(OnnxFirstLayer.TakeOff(Write(Layers), "Words"));
        Assert.Throws<PolicyFormatException>(() => OnnxFirstLayer.TakeOff([1, 2, 3], "State"));
    }

    private static byte[] Write(PolicyLayer[] layers) => PolicyGraph.ToBytes(
        layers, new PolicyMetadata { ObservationShape = [2], ActionNames = ["left", "right"], Gamma = 0.9, Algorithm = "DQN" });
}
