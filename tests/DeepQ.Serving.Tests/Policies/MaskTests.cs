using DeepQ.Onnx.Policies;

namespace DeepQ.Serving.Tests.Policies;

public sealed class MaskTests
{
    [Fact]
    public void An_illegal_action_is_never_chosen()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Rows([1, 2, 3], ["a", "b", "c"]));
        int[] actions = new int[3];

        policy.Act([1, 1, -1], actions, [true, true, false, true, false, false, false, true, true]);

        Assert.Equal([1, 0, 1], actions);
        Assert.Equal(1, policy.Act([1], [true, true, false]));
        Assert.Equal(2, policy.Act([1]));
    }

    [Fact]
    public void A_mask_that_does_not_fit_is_refused()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Rows([1, 2, 3], ["a", "b", "c"]));

        Assert.StartsWith(
            "A mask of 1 states and 3 actions has 3 values, not 2.",
            Assert.Throws<ArgumentException>(() => policy.Act([1], [true, false])).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "State 1 has no legal action.",
            Assert.Throws<ArgumentException>(
                () => policy.Act([1, 1], new int[2], [true, true, true, false, false, false])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_of_bytes_takes_whole_numbers_only()
    {
        byte[] model = PolicyGraph.ToBytes(
            [new LinearLayer(new float[] { 1, -1 }, new float[] { 0, 1 })],
            HandMadePolicies.Metadata([1], ["a", "b"]),
            new PolicyGraphOptions { ByteObservations = true });
        using OnnxPolicy policy = OnnxPolicy.Load(model);
        int[] actions = new int[3];

        policy.Act([0, 1, 255], actions);

        Assert.Equal([1, 0, 0], actions);
        foreach (float value in new[] { 0.5f, -1, 256 })
        {
            Assert.Contains(
                "the policy observes bytes, integers from 0 to 255",
                Assert.Throws<ArgumentException>(() => policy.Act([value])).Message,
                StringComparison.Ordinal);
        }
    }
}
