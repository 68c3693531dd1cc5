using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Targets;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Targets;

public sealed class TargetRuleTests
{
    // Every state has Q = (5, 3). The rule takes half of the mean, r + d · (5 + 3) / 2 = 1 + 0.5 · 4 = 3, and adds Q_target(s, a) = 3.
    [Theory]
    [InlineData(UpdatePath.Fused)]
    [InlineData(UpdatePath.TorchSharp)]
    public void A_rule_of_ones_own_is_the_target(UpdatePath path)
    {
        DqnOptions options = new()
        {
            BatchSize = 1,
            TargetRule = new MeanTarget(),
            UpdatePath = path,
            Network = new() { HiddenUnits = [] },
        };
        options.Validate();
        using DqnLearner learner = NetworkPair.CreateLearner(
            HandMadeNetworks.Linear([0, 0], [5, 3], inputs: 1), options.ToLearner(), new Xoshiro256(0));
        TransitionBatch batch = new(1, 1);
        (batch.Rewards[0], batch.Discounts[0], batch.Actions[0]) = (1, 0.5f, 1);
        Assert.Equal(3, learner.Update(batch).MeanAbsoluteError, 1e-6);
        Assert.Equal("MeanTarget DQN", options.Algorithm);
    }

    [Fact]
    public void Each_rule_names_itself_and_says_what_it_needs()
    {
        Assert.Equal(("", false, false, true, false), Needs(new MaxTarget()));
        Assert.Equal(("Double", false, true, true, false), Needs(new DoubleTarget()));
        Assert.Equal(("Munchausen", true, false, false, true), Needs(new MunchausenTarget(new())));
        Assert.Equal(("Fixed", false, false, true, false), Needs(new Fixed(0)));
        Assert.Equal(("MeanTarget", true, false, false, false), Needs(new MeanTarget()));

        static (string, bool, bool, bool, bool) Needs(TargetRule rule) =>
            (rule.Name, rule.ReadsStates, rule.ReadsOnlineNetwork, rule.ChoosesNextAction, rule.MixesNextActions);
    }

    [Fact]
    public void What_a_rule_does_not_fit_is_refused()
    {
        DqnOptions options = new()
        {
            TargetRule = new MeanTarget(),
            DoubleQ = true,
            Network = new() { Distribution = new QuantileDistribution(4) },
        };
        string message = Assert.Throws<ArgumentException>(options.Validate).Message;
        Assert.Contains("TargetRule must be null with DoubleQ or Munchausen", message, StringComparison.Ordinal);
        Assert.Contains("does not choose one action of the next state", message, StringComparison.Ordinal);
    }

    // It has a distribution to learn, since one action is chosen: the one of the least mean.
    [Fact]
    public void A_rule_that_chooses_an_action_fits_distributions()
    {
        DqnOptions options = new()
        {
            BatchSize = 1,
            TargetRule = new LeastTarget(),
            Network = new() { HiddenUnits = [], Distribution = new QuantileDistribution(2) },
        };
        options.Validate();
        QNetwork network = options.Network.CreateNetwork(Variants.Row(1), 2, new Xoshiro256(1));
        DenseLayer layer = HandMadeNetworks.Layers(network).Single();
        HandMadeNetworks.Set(layer.Weight, new float[4]);
        HandMadeNetworks.Set(layer.Bias, [0, 10, 4, 4]);
        using DqnLearner learner = NetworkPair.CreateLearner(network, options.ToLearner(), new Xoshiro256(1));
        TransitionBatch batch = new(1, 1);
        (batch.Rewards[0], batch.Discounts[0], batch.Actions[0]) = (1, 0.5f, 1);
        // The target is 1 + 0.5 · (4, 4) = (3, 3), 1 away from the mean of action 1.
        Assert.Equal(1, learner.Update(batch).MeanAbsoluteError, 1e-6);
    }

    [Theory]
    [InlineData(2, "which is not one of 2.")]
    [InlineData(-1, "which is not one of 2.")]
    [InlineData(0, "which is not legal in the state.")]
    public void An_action_that_cannot_be_taken_is_refused(int action, string problem)
    {
        DqnOptions options = new()
        {
            BatchSize = 1,
            TargetRule = new Fixed(action),
            Network = new() { HiddenUnits = [], Distribution = new QuantileDistribution(2) },
        };
        using DqnLearner learner = NetworkPair.CreateLearner(
            options.Network.CreateNetwork(Variants.Row(1), 2, new Xoshiro256(1)), options.ToLearner(), new Xoshiro256(1));
        TransitionBatch batch = new(1, 1, maskedActions: 2);
        batch.Discounts[0] = 1;
        batch.NextActionMasks[1] = true;
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => learner.Update(batch));
        Assert.Equal($"Fixed chose the action {action}, {problem}", error.Message);
    }

    private sealed class Fixed(int action) : TargetRule
    {
        public override bool ChoosesNextAction => true;

        public override void Compute(in TargetBatch batch, Span<float> targets) => throw new NotSupportedException();

        public override int NextAction(in TargetBatch batch, int row) => action;
    }

    private sealed class MeanTarget : TargetRule
    {
        public override bool ReadsStates => true;

        public override void Compute(in TargetBatch batch, Span<float> targets)
        {
            int actions = batch.NextQ.Length / targets.Length;
            for (int i = 0; i < targets.Length; i++)
            {
                float sum = 0;
                foreach (float value in batch.NextQ.Slice(i * actions, actions))
                    sum += value;
                targets[i] = batch.Rewards[i] + (batch.Discounts[i] * sum / actions) + batch.QValues[(i * actions) + batch.Actions[i]];
            }
        }
    }

    private sealed class LeastTarget : TargetRule
    {
        public override bool ChoosesNextAction => true;

        public override void Compute(in TargetBatch batch, Span<float> targets) => throw new NotSupportedException();

        public override int NextAction(in TargetBatch batch, int row)
        {
            int actions = batch.NextQ.Length / batch.Rewards.Length;
            ReadOnlySpan<float> values = batch.NextQ.Slice(row * actions, actions);
            return values[0] <= values[1] ? 0 : 1;
        }
    }
}
