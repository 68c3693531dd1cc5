using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Updates;

/// <summary>Distributions of n-step returns: two rewards 1 and 2 with γ = ½ make R = 2 and a bootstrap at γ² = ¼.</summary>
public sealed class MultiStepObjectiveTests
{
    [Fact]
    public void Quantiles_are_moved_by_the_sum_of_rewards_and_shrunk_by_the_power_of_gamma()
    {
        // Quantiles (4, 4) everywhere, so that the targets are 2 + ¼ (4, 4) and the loss (¾ · ½ + ¼ · ½) / 2 a target.
        using DqnLearner learner = Biased(new QuantileDistribution(2), [4, 4]);
        UpdateResult result = learner.Update(FirstOfTwo());
        Assert.Equal(1, learner.AbsoluteErrors[0], 5);
        Assert.Equal(4, result.MeanQ, 5);
        Assert.Equal(0.5, result.Loss, 5);
    }

    [Fact]
    public void Atoms_are_moved_by_the_sum_of_rewards_and_shrunk_by_the_power_of_gamma()
    {
        // Return 2 is all but certain: 2 + ¼ · 2 lies half way between the atoms 2 and 3, and the logit of 3 lies 50
        // below. The divergence is the cross-entropy ½ · 50 less the entropy of the target.
        using DqnLearner learner = Biased(new CategoricalDistribution(0, 4, 5), [0, 0, 50, 0, 0]);
        UpdateResult result = learner.Update(FirstOfTwo());
        Assert.Equal(2, result.MeanQ, 5);
        Assert.Equal(25 - Math.Log(2), result.Loss, 4);
    }

    [Fact]
    public void Implicit_quantiles_are_moved_by_the_sum_of_rewards_and_shrunk_by_the_power_of_gamma()
    {
        // The only weights that are not zero are the bias: return 4 at every fraction, and the target is 3.
        using DqnLearner learner = Biased(new ImplicitQuantileDistribution(4, 4, 4, 2), [4]);
        UpdateResult result = learner.Update(FirstOfTwo());
        Assert.Equal(1, learner.AbsoluteErrors[0], 5);
        Assert.Equal(4, result.MeanQ, 5);
    }

    private static TransitionBatch FirstOfTwo()
    {
        ReplayBuffer buffer = new(capacity: 2, observationSize: 1);
        buffer.Add([1], 0, 1, [2], terminated: false);
        buffer.Add([2], 0, 2, [3], terminated: false, truncated: true);
        TransitionBatch batch = new(1, 1);
        Array.Fill(batch.Weights, 1);
        batch.Slots[0] = buffer.SlotOf(0);
        buffer.Read(batch, gamma: 0.5f, steps: 2);
        Assert.Equal((2, 0.25f, 3), (batch.Rewards[0], batch.Discounts[0], batch.NextStates[0]));
        return batch;
    }

    private static DqnLearner Biased(ValueDistribution distribution, float[] biases)
    {
        DqnOptions options = new() { BatchSize = 1, Network = new() { HiddenUnits = [], Distribution = distribution } };
        QNetwork network = options.Network.CreateNetwork(Variants.Row(1), 1, new Xoshiro256(0));
        DenseLayer layer = HandMadeNetworks.Layers(network)[^1];
        HandMadeNetworks.Set(layer.Weight, new float[layer.Weight.numel()]);
        HandMadeNetworks.Set(layer.Bias, biases);
        return NetworkPair.CreateLearner(network, options.ToLearner(), new Xoshiro256(0));
    }
}
