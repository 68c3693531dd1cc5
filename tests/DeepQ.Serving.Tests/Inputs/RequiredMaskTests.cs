using DeepQ.Onnx.Policies;
using DeepQ.Serving.Inputs;

namespace DeepQ.Serving.Tests.Inputs;

public sealed class RequiredMaskTests
{
    [Fact]
    public void A_policy_that_requires_masks_says_so_without_one_and_acts_with_one()
    {
        byte[] model = PolicyGraph.ToBytes(
            [new LinearLayer(new float[] { 1, 2, 3 }, new float[3])],
            HandMadePolicies.Metadata([1], ["a", "b", "c"]),
            new PolicyGraphOptions { ActionMaskRequired = true });
        using OnnxPolicy policy = OnnxPolicy.Load(model);
        float[] qValues = new float[3];

        Assert.True(policy.Signature.IsMaskRequired);
        Assert.StartsWith(
            "The policy requires a mask: pass 'legal'",
            Assert.Throws<ArgumentException>(() => policy.Act([1])).Message,
            StringComparison.Ordinal);
        Assert.Equal(1, policy.Act([1], [true, true, false]));
        policy.QValues([1], qValues);
        Assert.Equal([1f, 2, 3], qValues);
    }

    [Fact]
    public void Rows_need_their_masks_too()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Columns(needsMask: true));
        PolicyRows row = PolicyRows.FromRow(policy, new ClientRow { Age = 5 });

        Assert.Equal(3, policy.Inputs.Count);
        Assert.Throws<ArgumentException>(() => policy.Act(row));
        Assert.Equal(1, policy.Act(row, [false, true]));
    }
}
