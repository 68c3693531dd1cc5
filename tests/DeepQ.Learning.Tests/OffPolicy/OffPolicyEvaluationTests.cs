using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.OffPolicy;

/// <summary>The whole evaluation, with networks, on a process whose exact values are known.</summary>
public sealed class OffPolicyEvaluationTests
{
    private static readonly LoggedChain Chain = ChainLog.Chain;
    private static readonly double[][] Judged = [[1, 0], [0, 1], [1, 0], [0, 1]];

    [Fact]
    public void Networks_and_estimated_probabilities_find_the_exact_value()
    {
        PolicyMetrics metrics = Judge(ChainLog.Of(400));
        double exact = Chain.ExactValue(Judged);
        double logged = Chain.ExactValue(Chain.Logged);
        Assert.True(Math.Abs(exact - logged) > 0.1);
        Assert.Equal(exact, metrics.FittedQ!.Value, 0.12);
        Assert.Equal(exact, metrics.DoublyRobust!.Value, 0.12);
        Assert.Equal(exact, metrics.WeightedPerDecisionImportanceSampling!.Value, 0.2);
        Assert.Equal(logged, metrics.LoggedReturn!.Value, 0.12);
        Assert.Equal(logged, metrics.LoggedFittedQ!.Value, 0.12);
        Assert.InRange(exact, metrics.DoublyRobust.Lower, metrics.DoublyRobust.Upper);
        Assert.True(metrics.FittedQ.Lower < metrics.FittedQ.Upper);
        Assert.Equal(400, metrics.Episodes);
        Assert.Equal(1, metrics.Support);
        Assert.True(metrics.PropensitiesAreEstimated);
        // Between certainty and guessing, log 2.
        Assert.InRange(metrics.BehaviorLoss, 0.5, 0.7);
        Assert.Contains(metrics.Warnings, warning => warning.Contains("PropensityColumnName"));
    }

    [Fact]
    public void Logged_probabilities_are_used_where_they_are()
    {
        PolicyMetrics metrics = Judge(ChainLog.Of(100, propensities: true));
        Assert.False(metrics.PropensitiesAreEstimated);
        Assert.DoesNotContain(metrics.Warnings, warning => warning.Contains("PropensityColumnName"));

        // The sample size from the true probabilities, worked out here.
        ScoredEpisode[] episodes = [.. Chain.Log(100, new Xoshiro256(3)).Select(episode => new ScoredEpisode(
            [.. episode.Select(step => step.Reward)],
            [.. episode.Select(step => Judged[step.State][step.Action] / Chain.Logged[step.State][step.Action])]))];
        Assert.Equal(ImportanceSampling.EffectiveSampleSize(episodes), metrics.EffectiveSampleSize!.Value, 3);
        double weighted = ImportanceSampling.Weighted(episodes, LoggedChain.Gamma);
        Assert.Equal(weighted, metrics.WeightedImportanceSampling!.Value, 3);
        Assert.Equal(
            episodes.Average(episode => episode.Return(LoggedChain.Gamma)), metrics.LoggedReturn!.Value, 4);
    }

    [Fact]
    public void Without_episodes_no_value_is_made_up_and_the_missing_column_is_named()
    {
        LoggedData log = ChainLog.Of(50, propensities: true);
        PolicyMetrics metrics = Judge(new LoggedData
        {
            Transitions = log.Transitions,
            ObservationSpace = log.ObservationSpace,
            ActionSpace = log.ActionSpace,
            Propensities = log.Propensities,
            Report = log.Report,
        });
        Assert.Null(metrics.FittedQ);
        Assert.Null(metrics.EffectiveSampleSize);
        Assert.Contains(metrics.Warnings, warning => warning.Contains("EpisodeIdColumnName"));
        Assert.InRange(metrics.Agreement, 0.2, 0.8);
    }

    [Fact]
    public void Actions_that_were_never_logged_are_warned_of()
    {
        // Action 0 alone was logged; the policy takes action 1.
        ReplayBuffer transitions = new(40, 1);
        for (int i = 0; i < 40; i++)
            transitions.Add([1], 0, 1, [1], terminated: true);
        PolicyMetrics metrics = OffPolicyEvaluation.Run(
            ChainLog.Wrap(transitions, 2, Single(40, EpisodeEnd.Terminated)),
            (states, q) => Fill(states.Length, q),
            0.9,
            Quick(),
            new Xoshiro256(1));
        Assert.Equal(0, metrics.Support);
        Assert.Equal(0, metrics.Agreement);
        Assert.Equal(0, metrics.EffectiveSampleSize);
        Assert.Equal(double.NaN, metrics.WeightedImportanceSampling!.Value);
        Assert.Contains(metrics.Warnings, warning => warning.Contains("effective sample size is 0.0 of 40"));
        Assert.Contains(metrics.Warnings, warning => warning.Contains("In 100.0 % of the states"));

        static void Fill(int states, Span<float> q)
        {
            for (int i = 0; i < states; i++)
                (q[2 * i], q[(2 * i) + 1]) = (0, 1);
        }
    }

    [Fact]
    public void The_value_of_the_state_where_an_episode_was_cut_off_comes_from_the_fit()
    {
        // One state that pays 1 for ever: every episode is one step that was cut off. The value is 1 / (1 − ½) = 2.
        ReplayBuffer transitions = new(40, 1);
        for (int i = 0; i < 40; i++)
            transitions.Add([1], 0, 1, [1], terminated: false, truncated: true);
        PolicyMetrics metrics = OffPolicyEvaluation.Run(
            ChainLog.Wrap(transitions, 1, Single(40, EpisodeEnd.Truncated)),
            (_, q) => q.Clear(),
            0.5,
            Quick(),
            new Xoshiro256(1));
        Assert.Equal(2, metrics.FittedQ!.Value, 0.02);
        Assert.Equal(2, metrics.ImportanceSampling!.Value, 0.02);
        Assert.Equal(2, metrics.LoggedReturn!.Value, 0.02);
        Assert.Equal(40, metrics.EffectiveSampleSize);
    }

    [Fact]
    public void Settings_out_of_range_are_all_named()
    {
        OffPolicyOptions options = new() { Gamma = 2, Updates = 0, Folds = 1, SupportThreshold = 0 };
        string message = Assert.Throws<ArgumentException>(options.Validate).Message;
        Assert.Contains("Gamma must be in [0, 1]; it is 2.", message);
        Assert.Contains("Updates must be positive; it is 0.", message);
        Assert.Contains("Folds must be at least 2; it is 1.", message);
        Assert.Contains("SupportThreshold must be", message);
    }

    // Episodes of one step each.
    private static List<LoggedEpisode> Single(int count, EpisodeEnd end) =>
        [.. Enumerable.Range(0, count).Select(i => new LoggedEpisode($"{i}", i, 1, end, null))];

    private static PolicyMetrics Judge(LoggedData log) => OffPolicyEvaluation.Run(
        log,
        (states, q) =>
        {
            for (int i = 0; i < states.Length / LoggedChain.States; i++)
            {
                int state = states.Slice(i * LoggedChain.States, LoggedChain.States).IndexOf(1f);
                (q[2 * i], q[(2 * i) + 1]) = ((float)Judged[state][0], (float)Judged[state][1]);
            }
        },
        LoggedChain.Gamma,
        Quick(),
        new Xoshiro256(2));

    // One-hot states and no hidden layer make the networks tables.
    private static OffPolicyOptions Quick() => new()
    {
        HiddenUnits = [],
        LearningRate = 0.02,
        BatchSize = 128,
        Updates = 1_500,
        FittedQResamples = 2,
        Resamples = 200,
    };
}
