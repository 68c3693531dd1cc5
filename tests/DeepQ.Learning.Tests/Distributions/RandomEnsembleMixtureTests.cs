using DeepQ.Learning.Distributions;

namespace DeepQ.Learning.Tests.Distributions;

public sealed class RandomEnsembleMixtureTests
{
    [Fact]
    public void Weights_are_the_numbers_by_their_sum()
    {
        float[] weights = [9, 9, 9];
        new RandomEnsembleMixture(3).Mix(weights, new Numbers(0.5f, 0.25f, 0.25f));
        Assert.Equal([0.5f, 0.25f, 0.25f], weights);
        new RandomEnsembleMixture(3).Mix(weights, new Numbers(0.5f, 0, 0.75f));
        Assert.Equal([0.4f, 0, 0.6f], weights);
    }

    [Fact]
    public void Where_every_number_is_zero_all_heads_weigh_the_same()
    {
        float[] weights = [9, 9, 9, 9];
        new RandomEnsembleMixture(4).Mix(weights, new Numbers(0, 0, 0, 0));
        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f], weights);
    }

    private sealed class Numbers(params float[] values) : Random
    {
        private int _next;

        public override float NextSingle() => values[_next++];
    }
}
