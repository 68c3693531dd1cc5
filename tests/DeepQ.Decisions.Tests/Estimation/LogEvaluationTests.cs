using DeepQ.Decisions.Estimation;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Tests.Estimation;

public sealed class LogEvaluationTests
{
    private static readonly TablePolicy Left = new("left", [1, 0], [1, 0], [1, 0]), Right = new("right", [0, 2], [0, 2], [0, 2]);

    [Fact]
    public async Task Decisions_are_corrected_by_what_came_of_them()
    {
        JoinedEpisode[] log = [One(Row(0, action: 0, 0.5, reward: 3)), One(Row(1, action: 1, 0.25, reward: 4))];
        LogEvaluation found = await Evaluate(log, 0, new TablePolicy("model", [1, 0], [0, 2]));

        // Left: the model says 1 and 0, and errs by 3 − 1 where left was logged. Right: it says 0 and 2, and errs by 4 − 2.
        Assert.Equal([2.5, 3], found.Policies.Select(policy => policy.Value.Value));
        Assert.Equal(0.5, found.Difference(1, 0).Value);
        Assert.Equal(-1, found.DifferenceToLogged(0).Value);
        Assert.Equal((3.5, 2, 2), (found.Logged.Value, found.Decisions, found.Episodes));
        Assert.Equal([0.5, 0.5], found.Policies.Select(policy => policy.Agreement));

        // Ratios of 2 and 0.
        Assert.Equal([1, 1], found.Policies.Select(policy => policy.EffectiveSampleSize));

        LogEvaluation sampled = await Evaluate(log, 0, null);
        Assert.Equal([3, 4], sampled.Policies.Select(policy => policy.Value.Value));
    }

    [Fact]
    public async Task Returns_are_corrected_from_the_last_decision_on()
    {
        JoinedEpisode episode = new("e", [Row(0, 1, 0.5, 1), Row(1, 1, 0.8, 2, isTerminal: true)], IsTruncated: false);
        LogEvaluation found = await Evaluate([episode, episode], 0.5, new TablePolicy("model", [0, 3], [0, 1]));

        // Right: 1 + (2 − 1) / 0.8 = 2.25, and 3 + (1 + 0.5 · 2.25 − 3) / 0.5 = 1.25. Left was never logged.
        Assert.Equal([double.NaN, 1.25], found.Policies.Select(policy => policy.Value.Value));
        Assert.Equal(2, found.Logged.Value);

        JoinedEpisode cutOff = new("e", [Row(0, 1, 0.5, 1), Row(1, 1, 0.8, 2)], IsTruncated: true);
        found = await Evaluate([cutOff, cutOff], 0.5, new TablePolicy("model", [0, 3], [0, 1]));

        // The same as if it had ended: what a model says of what would have followed counts for nothing.
        Assert.Equal(1.25, found.Policies[1].Value.Value);

        // Without a model: (1 + 0.5 · 2 / 0.8) / 0.5.
        found = await Evaluate([cutOff, cutOff], 0.5, null);
        Assert.Equal((4.5, 2), (found.Policies[1].Value.Value, found.Logged.Value));
    }

    [Fact]
    public async Task What_says_nothing_of_other_actions_is_left_out()
    {
        JoinedEpisode[] log =
        [
            One(Row(0, 0, 1, 5)),
            One(Row(0, 0, null, 5)),
            One(Row(0, 0, 0.5, 1)),
            One(Row(0, 0, 1, 3) with { Decision = Row(0, 0, 1, 3).Decision with { Allowed = new[] { true, false } } }),
        ];
        LogEvaluation found = await Evaluate(log, 0, null, Left);
        Assert.Equal((2, 1, 1), (found.Decisions, found.WithoutChance, found.WithoutProbability));

        // (1 · 2 + 3 · 1) / 3
        Assert.Equal(5d / 3, found.Policies[0].Value.Value, 1e-12);

        JoinedEpisode half = new("e", [Row(0, 0, 0.5, 1), Row(1, 0, 1, 2, isTerminal: true)], IsTruncated: false);
        Assert.Equal(0, (await Evaluate([half], 0.9, null)).Episodes);
        Assert.Equal(1, (await Evaluate([half], 0, null)).Decisions);
    }

    [Fact]
    public async Task Nothing_has_an_interval_where_nothing_is_known()
    {
        LogEvaluation found = await Evaluate([One(Row(0, 0, 0.5, 1))], 0, null);
        Assert.All(found.Policies, policy => Assert.False(policy.Value.HasInterval));
        Assert.False(found.Difference(0, 1).HasInterval);
        Assert.Equal((0, 0), (found.Policies[0].Support, (await Evaluate([], 0, null)).Policies[0].Support));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.9)]
    public async Task A_policy_that_agrees_with_nothing_has_no_value(double gamma)
    {
        LogEvaluation found = await Evaluate([One(Row(0, 0, 0.5, 1)), One(Row(0, 0, 0.5, 2))], gamma, new TablePolicy("model", [1, 9]));
        Assert.True(found.Policies[0].Value.HasInterval);
        Assert.False(found.Policies[1].Value.HasInterval);
        Assert.False(found.Difference(1, 0).HasInterval);
    }

    [Fact]
    public async Task Rewards_next_to_the_end_of_the_range_leave_no_interval()
    {
        JoinedEpisode[] log = [One(Row(0, 0, 0.5, 1)), One(Row(0, 1, 0.01, double.MaxValue)), One(Row(0, 1, 0.01, double.MaxValue))];
        LogEvaluation found = await Evaluate(log, 0, null);
        Assert.False(found.Policies[1].Value.HasInterval);
        Assert.False(found.Difference(1, 0).HasInterval);
    }

    [Fact]
    public async Task A_model_that_is_off_everywhere_by_as_much_costs_nothing()
    {
        JoinedEpisode[] log = [One(Row(0, 0, 0.5, 3)), One(Row(1, 1, 0.25, 4)), One(Row(0, 1, 0.2, 5))];
        LogEvaluation near = await Evaluate(log, 0, new TablePolicy("near", [1, 0], [0, 2])),
            far = await Evaluate(log, 0, new TablePolicy("far", [101, 100], [100, 102]));
        Assert.Equal(near.Policies[1].Value.Value, far.Policies[1].Value.Value, 1e-9);
        Assert.Equal(near.Policies[1].Value.Upper, far.Policies[1].Value.Upper, 1e-9);
    }

    [Fact]
    public async Task Actions_that_could_not_have_been_logged_are_no_support()
    {
        JoinedRow row = Row(0, 0, 0.5, 1);
        row = row with { Decision = row.Decision with { Distribution = new[] { 0.5, 0.0 } } };
        LogEvaluation found = await Evaluate(
            [.. Enumerable.Repeat(One(row), 10), .. Enumerable.Repeat(One(Row(0, 0, 0.5, 1)), 10)], 0, null);
        Assert.Equal([1, 0.5], found.Policies.Select(policy => policy.Support));
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(1_000, 1)]
    public async Task What_is_hardly_to_be_expected_in_a_log_is_no_support(int decisions, double support)
    {
        JoinedRow row = Row(0, 0, 0.99, 1);
        row = row with { Decision = row.Decision with { Distribution = new[] { 0.99, 0.01 } } };
        LogEvaluation found = await Evaluate([.. Enumerable.Repeat(One(row), decisions)], 0, null);
        Assert.Equal(support, found.Policies[1].Support);
    }

    [Fact]
    public async Task Weights_tell_what_is_missing_in_a_log()
    {
        // Left was logged half of the time, as it should, and right never, though it should have been.
        JoinedEpisode[] log = [.. Enumerable.Range(0, 400).Select(i => One(Row(0, i % 2 == 0 ? 0 : 2, 0.5, 1)))];
        LogEvaluation found = await LogEvaluation.RunAsync(
            log.ToAsyncEnumerable(),
            [JudgedPolicy.Of((_, _) => 0), JudgedPolicy.Of((_, _) => 1)],
            3);
        Assert.Equal([1, 0], found.Policies.Select(policy => policy.Weight.Value));
        Assert.Equal([true, false], found.Policies.Select(policy => policy.IsWeighed));
    }

    [Fact]
    public async Task Weights_of_episodes_are_products_as_far_as_gamma_lets_rewards_count()
    {
        // Ratios of 2 and 1.25; with γ = 0.01 the second reward counts for a hundredth, and its ratio for nothing.
        JoinedEpisode episode = new("e", [Row(0, 1, 0.5, 1), Row(1, 1, 0.8, 2, isTerminal: true)], IsTruncated: false);
        Assert.Equal(2.5, (await Evaluate([episode, episode], 0.9, null)).Policies[1].Weight.Value);
        Assert.Equal(2, (await Evaluate([episode, episode], 0.01, null)).Policies[1].Weight.Value);
        Assert.Equal(2, (await Evaluate([episode, episode], 0.9, null)).Policies[1].EffectiveSampleSize);
    }

    [Fact]
    public async Task A_state_that_overflows_a_policy_is_left_out()
    {
        TablePolicy overflowing = new("model", [1, 0], [float.PositiveInfinity, 0]);
        LogEvaluation found = await Evaluate([One(Row(0, 0, 0.5, 3)), One(Row(1, 0, 0.5, 9)), One(Row(0, 1, 0.5, 1))], 0, overflowing);
        Assert.Equal((2, 1, 2), (found.Decisions, found.WithoutValue, found.Logged.Value));
        Assert.Equal([0.5, 0.5], found.Policies.Select(policy => policy.Agreement));
    }

    [Fact]
    public async Task A_state_of_another_size_names_the_decision_and_the_way_out()
    {
        JoinedRow row = Row(0, 0, 0.5, 3);
        row = row with { Decision = row.Decision with { State = new float[7] } };
        string message = (await Assert.ThrowsAsync<InvalidDataException>(
            () => Evaluate([One(row)], 0, new TablePolicy("model", [1, 0], [0, 1])))).Message;
        Assert.Contains($"{row.Decision.Id}", message);
        Assert.Contains("PromotionGateOptions.Window", message);
    }

    [Fact]
    public async Task An_episode_that_was_logged_once_in_four_counts_for_four()
    {
        JoinedRow rare = Row(0, 0, 0.5, 2);
        rare = rare with { Decision = rare.Decision with { LoggedProbability = 0.25 } };
        LogEvaluation found = await Evaluate([One(rare), One(Row(0, 0, 0.5, 1))], 0, null);

        // (4 · 2 · 2 + 1 · 2 · 1) / (4 · 2 + 1 · 2)
        Assert.Equal(1.8, found.Policies[0].Value.Value, 1e-12);
        Assert.Equal(1.8, found.Logged.Value, 1e-12);
    }

    [Fact]
    public async Task A_policy_that_explores_is_worth_what_it_does()
    {
        JoinedEpisode[] log = [One(Row(0, 0, 0.5, 1)), One(Row(0, 1, 0.5, 3))];
        LogEvaluation found = await Evaluate(log, 0, null, JudgedPolicy.Of(Left, "exploring", ExplorationStrategy.EpsilonGreedy(0.5)));

        // (1 · 1.5 + 3 · 0.5) / 2
        Assert.Equal(("exploring", 1.5), (found.Policies[0].Name, found.Policies[0].Value.Value));
        Assert.Equal("baseline", (await Evaluate(log, 0, null, JudgedPolicy.Of((_, _) => 1))).Policies[0].Name);
    }

    [Fact]
    public async Task Candidates_are_scored_with_their_features()
    {
        // Q = 2 f: the second candidate is the best of the first decision, the third of the second.
        TablePolicy policy = new(1, row => [2 * row[1]]);
        JoinedEpisode[] log =
        [
            One(Among([1, 3], action: 1, 0.5, reward: 4)),
            One(Among([2, 1, 5], action: 0, 0.25, reward: 3)),
            One(Among([2, 1, 5], action: 2, 0.25, reward: 8)),
        ];
        LogEvaluation found = await LogEvaluation.RunAsync(
            log.ToAsyncEnumerable(), [JudgedPolicy.Of(policy), JudgedPolicy.Of((_, features, _) => features.Length - 1)], 0, model: policy);

        // The model says 6, 10 and 10, and errs by (2 (4 − 6) + 4 (8 − 10)) / (2 + 4) = −2.
        Assert.Equal((26 / 3d) - 2, found.Policies[0].Value.Value, 1e-9);
        Assert.Equal(0, found.Difference(0, 1).Value, 1e-9);
        Assert.Equal("baseline", found.Policies[1].Name);
        await Assert.ThrowsAsync<InvalidDataException>(() => Evaluate(log, 0, null));
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            LogEvaluation.RunAsync(new[] { One(Row(0, 0, 0.5, 1)) }.ToAsyncEnumerable(), [JudgedPolicy.Of(policy)], 0));

        static JoinedRow Among(float[] features, int action, double probability, double reward)
        {
            JoinedRow row = Row(7, action, probability, reward);
            return row with { Decision = row.Decision with { Candidates = features, CandidateCount = features.Length } };
        }
    }

    [Fact]
    public async Task What_does_not_fit_is_told()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Evaluate([], 1.1, null));
        await Assert.ThrowsAsync<ArgumentException>(() => Evaluate([], 0, new TablePolicy("three", [0, 1, 2])));
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => Evaluate([One(Row(0, 2, 0.5, 1))], 0, null));
        Assert.Contains("has 3 actions, but there are 2 actions", error.Message);
        Assert.Contains("PromotionGateOptions.Window", error.Message);
        LogEvaluation found = await Evaluate([], 0, null);
        Assert.Throws<ArgumentOutOfRangeException>(() => found.Difference(0, 2));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Evaluate([One(Row(0, 0, 0.5, 1))], 0, null, JudgedPolicy.Of((_, _) => 7)));
    }

    private static Task<LogEvaluation> Evaluate(JoinedEpisode[] log, double gamma, TablePolicy? model) =>
        Evaluate(log, gamma, model, JudgedPolicy.Of(Left), JudgedPolicy.Of(Right));

    private static Task<LogEvaluation> Evaluate(JoinedEpisode[] log, double gamma, TablePolicy? model, TablePolicy policy) =>
        Evaluate(log, gamma, model, JudgedPolicy.Of(policy));

    private static Task<LogEvaluation> Evaluate(JoinedEpisode[] log, double gamma, TablePolicy? model, params JudgedPolicy[] policies) =>
        LogEvaluation.RunAsync(log.ToAsyncEnumerable(), policies, 2, gamma, model);

    private static JoinedEpisode One(JoinedRow row) => new(null, [row with { IsTerminal = true }], IsTruncated: false);

    private static JoinedRow Row(int state, int action, double? probability, double reward, bool isTerminal = false) => new(
        new Decision
        {
            Id = Guid.NewGuid(),
            Time = LogBuilder.Start,
            State = new float[] { state },
            Action = action,
            Name = $"{action}",
            Probability = probability,
            Version = "v",
            Mode = DecisionMode.Online,
        },
        reward,
        1,
        null,
        isTerminal);
}
