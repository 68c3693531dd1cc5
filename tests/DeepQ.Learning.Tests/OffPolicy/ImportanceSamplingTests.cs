using DeepQ.Learning.OffPolicy;

namespace DeepQ.Learning.Tests.OffPolicy;

public sealed class ImportanceSamplingTests
{
    private const double Gamma = 0.5;

    // Weights 2 · ½ = 1 and 3; returns 4 + ½ · 2 = 5 and 6; cumulative ratios (2, 1) and (3).
    private static readonly ScoredEpisode[] Episodes =
    [
        new([4, 2], [2, 0.5]),
        new([6], [3]),
    ];

    [Fact]
    public void Each_form_gives_what_is_worked_out_by_hand()
    {
        Assert.Equal((5 + 18) / 2.0, ImportanceSampling.Ordinary(Episodes, Gamma), 12);
        Assert.Equal((8 + 1 + 18) / 2.0, ImportanceSampling.PerDecision(Episodes, Gamma), 12);
        Assert.Equal((5 + 18) / 4.0, ImportanceSampling.Weighted(Episodes, Gamma), 12);
        // At the first step (2 · 4 + 3 · 6) / 5, at the second (1 · 2 + 3 · 0) / (1 + 3).
        Assert.Equal((26 / 5.0) + (0.5 * 2 / 4), ImportanceSampling.WeightedPerDecision(Episodes, Gamma), 12);
        Assert.Equal(16 / 10.0, ImportanceSampling.EffectiveSampleSize(Episodes), 12);
    }

    [Fact]
    public void The_value_of_the_state_where_an_episode_was_cut_off_is_one_more_reward()
    {
        ScoredEpisode[] episodes = [new([4], [2], finalValue: 8), new([6], [3])];
        Assert.Equal((2 * (4 + 4) + 18) / 2.0, ImportanceSampling.Ordinary(episodes, Gamma), 12);
        Assert.Equal((2 * (4 + 4) + 18) / 2.0, ImportanceSampling.PerDecision(episodes, Gamma), 12);
        Assert.Equal((2 * (4 + 4) + 18) / 5.0, ImportanceSampling.Weighted(episodes, Gamma), 12);
        Assert.Equal((2 * (4 + 4) + 18) / 5.0, ImportanceSampling.WeightedPerDecision(episodes, Gamma), 12);
    }

    [Fact]
    public void Of_the_logged_policy_itself_every_form_is_the_mean_return()
    {
        ScoredEpisode[] episodes = [new([4, 2], [1, 1]), new([6], [1])];
        Assert.Equal(5.5, ImportanceSampling.Ordinary(episodes, Gamma), 12);
        Assert.Equal(5.5, ImportanceSampling.PerDecision(episodes, Gamma), 12);
        Assert.Equal(5.5, ImportanceSampling.Weighted(episodes, Gamma), 12);
        Assert.Equal(5.5, ImportanceSampling.WeightedPerDecision(episodes, Gamma), 12);
        Assert.Equal(2, ImportanceSampling.EffectiveSampleSize(episodes), 12);
    }

    [Fact]
    public void Without_any_weight_nothing_is_known()
    {
        ScoredEpisode[] episodes = [new([4], [0])];
        Assert.Equal(0, ImportanceSampling.EffectiveSampleSize(episodes));
        Assert.Equal(double.NaN, ImportanceSampling.Weighted(episodes, Gamma));
        Assert.Equal(double.NaN, ImportanceSampling.WeightedPerDecision(episodes, Gamma));
    }

    [Fact]
    public void Weights_too_great_for_a_number_still_weigh()
    {
        ScoredEpisode[] episodes = [new([1, 1, 1], [1e200, 1e200, 1e200]), new([2, 2, 2], [1e200, 1e200, 1e200])];
        Assert.Equal(4.5, ImportanceSampling.Weighted(episodes, gamma: 1), 9);
        Assert.Equal(4.5, ImportanceSampling.WeightedPerDecision(episodes, gamma: 1), 9);
    }

    [Fact]
    public void Weights_too_great_to_square_still_have_a_sample_size()
    {
        double[] ratios = [.. Enumerable.Repeat(10.0, 200)];
        ScoredEpisode episode = new(new double[200], ratios);
        Assert.Equal(2, ImportanceSampling.EffectiveSampleSize([episode, episode]), 9);
    }

    [Fact]
    public void The_doubly_robust_estimate_is_worked_out_by_hand()
    {
        // V₁ = 3 + ½ (2 + 0 − 1) = 3.5; V₀ = 10 + 2 (4 + ½ · 3.5 − 5) = 11.5.
        ScoredEpisode episode = new([4, 2], [2, 0.5], 0, actionValues: [5, 1], stateValues: [10, 3]);
        Assert.Equal(11.5, DoublyRobust.Value([episode], Gamma), 12);
    }

    [Fact]
    public void Without_ratios_to_put_right_the_doubly_robust_estimate_is_the_value_of_the_model() =>
        Assert.Equal(10, DoublyRobust.Value([new([4], [0], 0, [5], [10])], Gamma), 12);

    [Fact]
    public void With_a_model_that_knows_nothing_the_doubly_robust_estimate_is_per_decision_sampling()
    {
        ScoredEpisode[] episodes = [new([4, 2], [2, 0.5], 7, [0, 0], [0, 0])];
        Assert.Equal(ImportanceSampling.PerDecision(episodes, Gamma), DoublyRobust.Value(episodes, Gamma), 12);
    }

    [Fact]
    public void Figures_that_do_not_agree_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ScoredEpisode([], []));
        Assert.Throws<ArgumentException>(() => new ScoredEpisode([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => new ScoredEpisode([1], [-1]));
        Assert.Throws<ArgumentException>(() => new ScoredEpisode([1], [1], 0, [1], []));
        Assert.Throws<ArgumentException>(() => DoublyRobust.Value([new([1], [1])], Gamma));
    }
}
