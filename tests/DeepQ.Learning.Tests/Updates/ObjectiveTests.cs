using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Targets;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Updates;

public sealed class ObjectiveTests
{
    [Theory]
    [MemberData(nameof(Variants.Names), MemberType = typeof(Variants))]
    public void The_gradient_is_the_finite_difference_of_the_loss(string variant) =>
        AssertGradient(Variants.Of(variant, 6, 5), Variants.Row(3));

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("plain")]
    [InlineData("C51")]
    [InlineData("QR-DQN, dueling, noisy")]
    [InlineData("IQN")]
    public void The_gradient_of_convolutions_is_the_finite_difference_of_the_loss(string variant) => AssertGradient(
        Variants.Of(variant, 5) with { Convolutions = [new(3, 2), new(2, 2, 2, 1)] }, new BoxSpace([2, 3, 3], -1, 1));

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(Variants.Names), MemberType = typeof(Variants))]
    public void Updates_leave_no_native_tensor_behind(string variant)
    {
        DqnOptions options = new() { BatchSize = 16, Network = Variants.Of(variant, 6, 5) };
        using DqnLearner learner = NetworkPair.CreateLearner(
            options.Network.CreateNetwork(Variants.Row(3), 4, new Xoshiro256(1)), options.ToLearner(), new Xoshiro256(1));
        TransitionBatch batch = Batches.Random(16, 3, 4);
        learner.Update(batch);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 500; i++)
            learner.Update(batch);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Quantile_targets_take_the_action_with_the_greatest_mean(bool doubleQ)
    {
        // Quantiles (0, 10) of action 0 and (4, 4) of action 1 in every state: the means are 5 and 4.
        DqnOptions options = new()
        {
            BatchSize = 1,
            DoubleQ = doubleQ,
            Network = new() { HiddenUnits = [], Distribution = new QuantileDistribution(2) },
        };
        using DqnLearner learner = Biased(options, [0, 10, 4, 4]);
        TransitionBatch batch = new(1, 1);
        (batch.Rewards[0], batch.Discounts[0], batch.Actions[0]) = (1, 0.5f, 1);
        UpdateResult result = learner.Update(batch);
        // Targets 1 + ½ (0, 10) = (1, 6) for θ = (4, 4) at τ = ¼, ¾ and u = (−3, 2):
        // (¾ · 2.5 + ¼ · 1.5 + ¼ · 2.5 + ¾ · 1.5) / 2.
        Assert.Equal((1.875 + 0.375 + 0.625 + 1.125) / 2, result.Loss, 5);
        Assert.Equal(4, result.MeanQ, 5);
        Assert.Equal(0.5, learner.AbsoluteErrors[0], 5);
    }

    [Fact]
    public void Munchausen_targets_of_quantiles_mix_the_actions_at_each_fraction()
    {
        // Means 5 and 4, so that π is 0.731059 and 0.268941, and ln π −0.313262 and −1.313262, of which the reward takes ½ · −1.
        DqnOptions options = new()
        {
            BatchSize = 1,
            Munchausen = new() { Temperature = 1, Scale = 0.5 },
            Network = new() { HiddenUnits = [], Distribution = new QuantileDistribution(2) },
        };
        using DqnLearner learner = Biased(options, [0, 10, 4, 4]);
        TransitionBatch batch = new(1, 1);
        (batch.Rewards[0], batch.Discounts[0], batch.Actions[0]) = (1, 0.5f, 1);
        UpdateResult result = learner.Update(batch);
        // yⱼ = 0.5 + ½ (π₀ (y₀ⱼ + 0.313262) + π₁ (4 + 1.313262)) = 1.328984 and 4.984277, beside θ = (4, 4).
        Assert.Equal((2.171016 + 0.484401) / 2, result.Loss, 5);
        Assert.Equal(Math.Abs(4 - ((1.328984 + 4.984277) / 2)), learner.AbsoluteErrors[0], 5);
    }

    // Mixing keeps means: those of the targets are the targets of the means.
    [Theory]
    [InlineData("C51")]
    [InlineData("QR-DQN")]
    public void Munchausen_targets_of_distributions_have_the_targets_of_their_means(string name)
    {
        ValueDistribution distribution = name == "C51" ? new CategoricalDistribution(-40, 40, 81) : new QuantileDistribution(5);
        int width = distribution.ValuesPerAction;
        MunchausenOptions settings = new() { Temperature = 0.7, Scale = 0.6 };
        Xoshiro256 random = new(3);
        for (int i = 0; i < 50; i++)
        {
            float[] next = [.. Enumerable.Range(0, 3 * width).Select(_ => (4 * random.NextSingle()) - 2)];
            float[] q = [random.NextSingle(), random.NextSingle(), random.NextSingle()], nextQ = new float[3];
            for (int action = 0; action < 3; action++)
                nextQ[action] = (float)distribution.MeanOf(next.AsSpan(action * width, width).ToArray());
            bool[] legal = [true, i % 2 == 0, true];
            TargetBatch batch = new()
            {
                Actions = [i % 2 == 0 ? 1 : 0],
                Rewards = [random.NextSingle()],
                Discounts = [i % 5 == 0 ? 0 : 0.9f],
                QValues = q,
                NextQ = nextQ,
                Legal = legal,
                NextLegal = legal,
            };
            float[] expected = new float[1], probabilities = new float[3], bonuses = new float[3], target = new float[width];
            MunchausenTargets.Compute(
                settings, batch.Actions, batch.Rewards, batch.Discounts, q, nextQ, expected, batch.Legal, batch.NextLegal);
            MunchausenTarget rule = new(settings);
            float reward = rule.Mix(batch, 0, probabilities, bonuses);
            distribution.MixTarget(next, probabilities, bonuses, reward, batch.Discounts[0], target);
            double mean = distribution is CategoricalDistribution categorical ? categorical.Mean(target) : target.Average();
            Assert.Equal(expected[0], mean, 1e-4);
        }
    }

    [Fact]
    public void An_illegal_action_is_not_bootstrapped_from_whatever_its_distribution()
    {
        DqnOptions options = new()
        {
            BatchSize = 1,
            Network = new() { HiddenUnits = [], Distribution = new QuantileDistribution(2) },
        };
        using DqnLearner learner = Biased(options, [0, 10, 4, 4]);
        TransitionBatch batch = new(1, 1, maskedActions: 2);
        (batch.Rewards[0], batch.Discounts[0], batch.Actions[0]) = (1, 0.5f, 1);
        batch.NextActionMasks[1] = true;
        learner.Update(batch);
        // The target is 1 + ½ · 4 at both quantiles.
        Assert.Equal(1, learner.AbsoluteErrors[0], 5);
    }

    [Fact]
    public void A_categorical_target_is_projected_and_a_terminal_one_does_not_bootstrap()
    {
        // Returns 0, 1, 2; logits that make return 2 all but certain for the only action.
        DqnOptions options = new()
        {
            BatchSize = 2,
            Network = new() { HiddenUnits = [], Distribution = new CategoricalDistribution(0, 2, 3) },
        };
        using DqnLearner learner = Biased(options, [0, 0, 50]);
        TransitionBatch batch = new(2, 1);
        (batch.Rewards[0], batch.Discounts[0]) = (0, 0.5f);
        (batch.Rewards[1], batch.Discounts[1]) = (2, 0);
        UpdateResult result = learner.Update(batch);
        // The first target is return 1, whose logit lies 50 below; the second is return 2, which is predicted.
        Assert.Equal(50, learner.AbsoluteErrors[0], 3);
        Assert.Equal(0, learner.AbsoluteErrors[1], 3);
        Assert.Equal(25, result.Loss, 3);
        Assert.Equal(2, result.MeanQ, 3);
    }

    private static void AssertGradient(NetworkOptions network, BoxSpace space)
    {
        DqnOptions options = new()
        {
            BatchSize = 16,
            DoubleQ = false,
            Loss = LossFunction.Huber,
            // A step too short to move anything, so that the same point is seen again and again.
            LearningRate = 1e-30,
            MaxGradientNorm = 1e9,
            Network = network,
            // Its gradients can be looked at.
            UpdatePath = UpdatePath.TorchSharp,
        };
        Xoshiro256 random = new(3);
        byte[] state = new byte[Xoshiro256.StateSize];
        random.SaveState(state);
        using DqnLearner learner = NetworkPair.CreateLearner(
            network.CreateNetwork(space, 4, new Xoshiro256(1)), options.ToLearner(), random);
        TransitionBatch batch = Batches.Random(16, space.Size, 4, weighted: true);

        Loss();
        (Tensor Parameter, float[] Gradient)[] gradients =
        [
            .. learner.Network.parameters()
                .Select(parameter => ((Tensor)parameter, parameter.grad!.data<float>().ToArray())),
        ];
        Assert.Contains(gradients, entry => entry.Gradient.Any(slope => Math.Abs(slope) > 1e-3));
        foreach ((Tensor parameter, float[] gradient) in gradients)
        {
            foreach (int position in new[] { 0, gradient.Length / 2, gradient.Length - 1 }.Distinct())
            {
                const float Step = 1e-2f;
                double rise = LossAt(parameter, position, Step) - LossAt(parameter, position, -Step);
                double difference = rise / (2 * Step);
                Assert.Equal(difference, gradient[position], 2e-3 + (0.01 * Math.Abs(difference)));
            }
        }

        // The same draws each time: the noise of weights and the fractions of quantiles are part of the function.
        double Loss()
        {
            random.LoadState(state);
            return learner.Update(batch).Loss;
        }

        double LossAt(Tensor parameter, int position, float step)
        {
            float[] values = parameter.data<float>().ToArray();
            float value = values[position];
            values[position] += step;
            HandMadeNetworks.Set(parameter, values);
            double loss = Loss();
            values[position] = value;
            HandMadeNetworks.Set(parameter, values);
            return loss;
        }
    }

    private static DqnLearner Biased(DqnOptions options, float[] biases)
    {
        int actions = biases.Length / options.Network.Distribution!.ValuesPerAction;
        QNetwork network = options.Network.CreateNetwork(Variants.Row(1), actions, new Xoshiro256(0));
        DenseLayer layer = HandMadeNetworks.Layers(network).Single();
        HandMadeNetworks.Set(layer.Weight, new float[biases.Length]);
        HandMadeNetworks.Set(layer.Bias, biases);
        return NetworkPair.CreateLearner(network, options.ToLearner(), new Xoshiro256(0));
    }
}
