using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Tests.Policies;

namespace DeepQ.Onnx.Tests.Inspection;

public class OnnxPolicyInspectorTests
{
    [Fact]
    public void A_policy_is_described_from_front_to_back()
    {
        PolicyMetadata metadata = Sample.Metadata(2, 2) with
        {
            ObservationLow = [-1, float.NegativeInfinity],
            ObservationHigh = [1, float.PositiveInfinity],
            Training = new Dictionary<string, string> { ["steps"] = "50000" },
            CreatedBy = "a test",
        };
        byte[] model = PolicyGraph.ToBytes(
            [new LinearLayer(new float[4], new float[2])], metadata, new PolicyGraphOptions { ActionMask = true });

        IReadOnlyList<(string Name, string Value)> lines = OnnxPolicyInspector.Describe(model);

        Assert.Equal(
            [
                ("algorithm", "DQN, discount 0.99"),
                ("observation", "State [2]"),
                ("bounds", "-1 to 1; -Infinity to Infinity"),
                ("actions", "0 action 0, 1 action 1"),
                ("training steps", "50000"),
                ("written by", "a test"),
                ("input", "State: Float32 [batch, 2]"),
                ("optional input", "ActionMask: Boolean [mask_batch, 2]"),
                ("output", "QValues: Float32 [batch, 2]"),
                ("output", "Action: Int64 [batch]"),
                ("operators", "ArgMax 1, Gemm 1, Where 1"),
            ],
            lines.Take(11));
        Assert.Contains(("format", "IR 4, ai.onnx 9"), lines);
        Assert.Contains(("safe to load", "yes"), lines);
        Assert.StartsWith("as it was written: ", lines.Single(line => line.Name == "content").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_safe_to_load_is_still_described()
    {
        // The weight 1 becomes infinity.
        byte[] model = Sample.Identity(2);
        model[model.AsSpan().IndexOf(BitConverter.GetBytes(1f)) + 3] = 0x7F;

        IReadOnlyList<(string Name, string Value)> lines = OnnxPolicyInspector.Describe(model);

        Assert.StartsWith("CHANGED", lines.Single(line => line.Name == "content").Value, StringComparison.Ordinal);
        Assert.Contains("has a NaN or an infinity", lines[^1].Value, StringComparison.Ordinal);
    }
}
