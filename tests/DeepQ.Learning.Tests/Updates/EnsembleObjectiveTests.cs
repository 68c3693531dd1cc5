using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Updates;

public sealed class EnsembleObjectiveTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Each_head_takes_its_own_action_and_its_own_value(bool doubleQ)
    {
        // Heads (0, 10) of action 0 and (4, 6) of action 1 in every state: head 0 takes action 1, head 1 action 0.
        using DqnLearner learner = Biased(Options(new BootstrappedEnsemble(2), doubleQ), [0, 10, 4, 6]);
        TransitionBatch batch = new(1, 1);
        (batch.Rewards[0], batch.Discounts[0], batch.Actions[0]) = (1, 0.5f, 1);
        UpdateResult result = learner.Update(batch);

        // Targets 1 + ½ · 4 = 3 and 1 + ½ · 10 = 6, beside 4 and 6: squares 1 and 0, and their mean.
        Assert.Equal(0.5, result.Loss, 5);
        Assert.Equal(5, result.MeanQ, 5);
        Assert.Equal(0.5, learner.AbsoluteErrors[0], 5);
        // The slope 2 δ / K is that of head 0 alone, in the weight of the state, which is 0, and in the bias.
        Assert.Equal(1, result.GradientNorm, 5);
    }

    [Fact]
    public void A_mixture_has_the_target_of_the_same_mixture_of_the_late_copies()
    {
        using DqnLearner learner = Biased(Options(new RandomEnsembleMixture(2)), [0, 10, 4, 6]);
        TransitionBatch batch = new(1, 1);
        (batch.Rewards[0], batch.Discounts[0], batch.Actions[0]) = (1, 0.5f, 1);
        float[] drawn = new float[2];
        byte[] state = new byte[Xoshiro256.StateSize];
        learner.Random.SaveState(state);
        Xoshiro256 same = new(0);
        same.LoadState(state);
        (drawn[0], drawn[1]) = (same.NextSingle(), same.NextSingle());
        double w = drawn[0] / (drawn[0] + drawn[1]);
        UpdateResult result = learner.Update(batch);

        // w · 0 + (1 − w) · 10 or w · 4 + (1 − w) · 6, whichever is greater.
        double target = 1 + (0.5 * Math.Max((1 - w) * 10, (w * 4) + ((1 - w) * 6)));
        double error = (w * 4) + ((1 - w) * 6) - target;
        Assert.Equal(error * error, result.Loss, 5);
        Assert.Equal(Math.Abs(error), learner.AbsoluteErrors[0], 5);
        Assert.Equal(2 * Math.Abs(error) * Math.Sqrt((w * w) + ((1 - w) * (1 - w))), result.GradientNorm, 4);
    }

    [Fact]
    public void Weights_of_a_mixture_are_uniform_numbers_by_their_sum()
    {
        Xoshiro256 random = new(3);
        float[] weights = new float[3];
        double sum = 0, squares = 0;
        for (int i = 0; i < 20_000; i++)
        {
            new RandomEnsembleMixture(3).Mix(weights, random);
            Assert.Equal(1, weights.Sum(), 1e-5f);
            sum += weights[0];
            squares += weights[0] * weights[0];
        }

        Assert.Equal(1 / 3.0, sum / 20_000, 0.005);
        // 0.1355 by numerical integration of (u / (u + v + w))² over the cube.
        Assert.Equal(MeanSquare(), squares / 20_000, 0.003);
    }

    [Fact]
    public void A_transition_keeps_the_heads_that_learn_from_it()
    {
        BootstrappedEnsemble ensemble = new(10, MaskProbability: 0.3);
        int[] heads = new int[10];
        int same = 0, pairs = 0;
        for (int slot = 0; slot < 5_000; slot++)
        {
            for (int head = 0; head < 10; head++)
            {
                bool learns = ensemble.LearnsFrom(slot, 4, head);
                Assert.Equal(learns, ensemble.LearnsFrom(slot, 4, head));
                heads[head] += learns ? 1 : 0;
                pairs += learns && ensemble.LearnsFrom(slot, 4, (head + 1) % 10) ? 1 : 0;
                same += learns && ensemble.LearnsFrom(slot, 5, head) ? 1 : 0;
            }
        }

        // 1,500 ± 32 each; of two heads, and of a slot written anew, 0.09 of 50,000, ± 64 each.
        Assert.All(heads, count => Assert.InRange(count, 1_350, 1_650));
        Assert.InRange(pairs, 4_150, 4_850);
        Assert.InRange(same, 4_150, 4_850);
    }

    [Fact]
    public void A_head_that_does_not_learn_from_a_transition_stays_what_it_was()
    {
        BootstrappedEnsemble ensemble = new(6, MaskProbability: 0.5);
        using DqnLearner learner = Biased(Options(ensemble), [1, 2, 3, 4, 5, 6]);
        TransitionBatch batch = new(1, 1);
        (batch.Rewards[0], batch.Discounts[0]) = (20, 0);
        learner.Update(batch);
        float[] biases = HandMadeNetworks.Values(learner.Network)[6..];
        Assert.Contains(true, Enumerable.Range(0, 6).Select(head => ensemble.LearnsFrom(0, 0, head)));
        for (int head = 0; head < 6; head++)
            Assert.Equal(ensemble.LearnsFrom(0, 0, head), biases[head] > head + 1.05f);
    }

    private static double MeanSquare()
    {
        const int Steps = 100;
        double sum = 0;
        for (int i = 0; i < Steps; i++)
        {
            for (int j = 0; j < Steps; j++)
            {
                for (int k = 0; k < Steps; k++)
                {
                    double u = i + 0.5, part = u / (u + j + k + 1);
                    sum += part * part;
                }
            }
        }

        return sum / Steps / Steps / Steps;
    }

    private static DqnOptions Options(EnsembleDistribution ensemble, bool doubleQ = false) => new()
    {
        BatchSize = 1,
        DoubleQ = doubleQ,
        LearningRate = 0.1,
        MaxGradientNorm = 1e9,
        Network = new() { HiddenUnits = [], Distribution = ensemble },
    };

    private static DqnLearner Biased(DqnOptions options, float[] biases)
    {
        int actions = biases.Length / options.Network.Distribution.ValuesPerAction;
        QNetwork network = options.Network.CreateNetwork(Variants.Row(1), actions, new Xoshiro256(1));
        HandMadeNetworks.Set(HandMadeNetworks.Layers(network)[0].Weight, new float[biases.Length]);
        HandMadeNetworks.Set(HandMadeNetworks.Layers(network)[0].Bias, biases);
        return NetworkPair.CreateLearner(network, options.ToLearner(), new Xoshiro256(1));
    }
}
