using DeepQ.Learning.Networks;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Networks;

public sealed class ConstrainedQNetworkTests
{
    [Fact]
    public void An_unlikely_action_lies_below_all_others_and_keeps_its_order()
    {
        // Actions 0 and 2 have a hundredth of the probability of action 1.
        using QNetwork network = Constrained(values: [5, 1, 3], logits: [0, MathF.Log(100), 0], threshold: 0.3);
        float[] q = new float[3];
        network.QValues([0], q);
        Assert.Equal([0, 1, -2], q);
        Assert.Equal(1, network.Act([0]));
    }

    [Fact]
    public void A_threshold_below_the_least_part_leaves_the_values_alone()
    {
        using QNetwork network = Constrained(values: [5, 1], logits: [0, MathF.Log(100)], threshold: 0.009);
        float[] q = new float[2];
        network.QValues([0], q);
        Assert.Equal([5, 1], q);
    }

    [Fact]
    public void A_copy_computes_the_same_and_is_independent()
    {
        using QNetwork network = Constrained(values: [5, 1], logits: [0, MathF.Log(100)], threshold: 0.3);
        QNetwork copy = network.Copy();
        Assert.Equal(HandMadeNetworks.Values(network), HandMadeNetworks.Values(copy));
        Assert.Equal(1, copy.Act([0]));
        copy.Dispose();
        Assert.Equal(1, network.Act([0]));
    }

    [Fact]
    public void Networks_that_differ_in_their_actions_are_refused()
    {
        using QNetwork two = HandMadeNetworks.Linear([0, 0], [0, 0], 1);
        using QNetwork three = HandMadeNetworks.Linear([0, 0, 0], [0, 0, 0], 1);
        Assert.Throws<ArgumentException>(() => new ConstrainedQNetwork(two, three, 0.3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstrainedQNetwork(two, two, 1));
    }

    private static ConstrainedQNetwork Constrained(float[] values, float[] logits, double threshold) => new(
        HandMadeNetworks.Linear(new float[values.Length], values, 1),
        HandMadeNetworks.Linear(new float[logits.Length], logits, 1),
        threshold);
}
