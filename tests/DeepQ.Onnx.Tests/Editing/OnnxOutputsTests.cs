using DeepQ.Onnx.Editing;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;

namespace DeepQ.Onnx.Tests.Editing;

public sealed class OnnxOutputsTests
{
    [Fact]
    public void Only_the_outputs_that_are_named_are_kept()
    {
        byte[] model = OnnxOutputs.Keep(Policy(), "Action");
        Assert.Equal(["Action"], OnnxModelInfo.Read(model).Outputs.Select(output => output.Name));
        Assert.Equal(["State"], OnnxModelInfo.Read(model).Inputs.Select(input => input.Name));
    }

    [Fact]
    public void An_output_that_is_not_there_is_named() => Assert.StartsWith(
        "The graph has no output 'Values': it has QValues, Action.",
        Assert.Throws<ArgumentException>(() => OnnxOutputs.Keep(Policy(), "Values")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_model_keeps_at_least_one_output() =>
        Assert.Throws<ArgumentException>(() => OnnxOutputs.Keep(Policy()));

    private static byte[] Policy() => PolicyGraph.ToBytes(
        [new LinearLayer(new float[] { 1, 0, 0, 1 }, new float[] { 0, 0 })],
        new PolicyMetadata { ObservationShape = [2], ActionNames = ["a", "b"], Gamma = 0.9, Algorithm = "DQN" });
}
