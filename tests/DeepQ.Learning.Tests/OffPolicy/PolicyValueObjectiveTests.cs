using DeepQ.Learning.Fused;
using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.OffPolicy;

public sealed class PolicyValueObjectiveTests
{
    // Of the actions of the successor, which are worth 1 and 1,000, the policy takes the second in three of four cases.
    [Theory]
    [InlineData(UpdatePath.Fused, 5_000, 2 + (0.5 * 750.25))]
    [InlineData(UpdatePath.TorchSharp, 5_000, 2 + (0.5 * 750.25))]
    [InlineData(UpdatePath.Fused, 9, 2 + (0.5 * 7))]
    [InlineData(UpdatePath.TorchSharp, 9, 2 + (0.5 * 7))]
    public void A_target_has_the_mean_of_the_values_as_far_as_they_are_possible(UpdatePath path, double greatest, double target)
    {
        LearnerSettings settings = new() { BatchSize = 1, UpdatePath = path };
        using DqnLearner learner = NetworkPair.CreateLearner(
            HandMadeNetworks.Linear([0, 0], [1, 1_000], inputs: 1),
            settings,
            new Xoshiro256(0),
            networks => new PolicyValueObjective(networks, settings, Often, () => new PossibleValues(-9, greatest)));
        TransitionBatch batch = new(1, 1);
        (batch.Rewards[0], batch.Discounts[0]) = (2, 0.5f);
        learner.Update(batch);
        Assert.Equal(target - 1, learner.AbsoluteErrors[0], 1e-3);

        static void Often(ReadOnlySpan<int> rows, Span<float> probabilities) => (probabilities[0], probabilities[1]) = (0.25f, 0.75f);
    }

    [Fact]
    public void What_is_possible_is_told_in_the_units_of_the_fit()
    {
        PossibleValues range = new PossibleValues(-20, 40).From(unit: 4, center: 3);
        Assert.Equal((-8, 7), (range.Least, range.Greatest));
        range = PossibleValues.Any.From(unit: 4, center: 3);
        Assert.Equal(-1e30, range.Nearest(-1e30));
    }
}
