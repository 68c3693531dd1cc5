using DeepQ.Learning.Data;
using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Replay;
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

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Fitted_Q_by_a_network_is_that_of_linear_algebra_on_the_same_log(ulong seed)
    {
        LoggedChain chain = LoggedChain.WithEffectivePart(seed, 0.7);
        LoggedChain.Step[][] log = chain.Log(400, new Xoshiro256(seed));
        OffPolicyOptions options = Quick();
        // A softmax of log π is π.
        (options.Temperature, options.Updates, options.LearningRate) = (1, 3_000, 0.02);
        PolicyMetrics metrics = Judge(
            ChainLog.Wrap(chain, log, propensities: true),
            (state, action) => Math.Log(chain.Judged[state][action]),
            options);

        Assert.Equal(chain.Value(chain.FittedQ(log), state: 0), metrics.FittedQ!.Value, 0.03);
        Assert.Equal(chain.ExactValue(chain.Judged), metrics.FittedQ.Value, 0.15);
    }

    [Fact]
    public void An_exploring_policy_takes_each_legal_action_with_its_part()
    {
        ReplayBuffer transitions = new(2, 1, maskedActions: 3);
        for (int i = 0; i < 2; i++)
        {
            transitions.Add(
                [1], 0, 1, [1], terminated: true, legal: [true, true, false], nextLegal: [true, true, true]);
        }

        TransitionTable rows = new(ChainLog.Wrap(transitions, 3, Single(2, EpisodeEnd.Terminated)));
        QFunction q = (_, values) => new float[] { 0, 1, 2, 0, 1, 2 }.AsSpan(0, values.Length).CopyTo(values);
        PolicyProbabilities exploring = PolicyProbabilities.Of(rows, q, new() { Epsilon = 0.3 });
        // The greatest legal value, and ε / 2 for each of two; among successors ε / 3 for each of three.
        AssertClose([0.15f, 0.85f, 0], First(exploring.States));
        AssertClose([0.1f, 0.1f, 0.8f], First(exploring.Successors));
        // Odds of 4 a unit; ½ of it, and ½ of chance.
        PolicyProbabilities soft = PolicyProbabilities.Of(rows, q, new() { Temperature = 1 / Math.Log(4), Epsilon = 0.5 });
        AssertClose([0.35f, 0.65f, 0], First(soft.States));

        static float[] First(RowProbabilities policy)
        {
            float[] probabilities = new float[6];
            policy([0, 1], probabilities);
            return probabilities[..3];
        }

        static void AssertClose(float[] expected, float[] actual) =>
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
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
            (states, q) => Fill(states.Values.Length, q),
            0.9,
            Quick(),
            new Xoshiro256(1));
        Assert.Equal(0, metrics.Support);
        Assert.Equal(0, metrics.Agreement);
        Assert.Equal(0, metrics.EffectiveSampleSize);
        Assert.Null(metrics.ImportanceSampling);
        Assert.Null(metrics.WeightedPerDecisionImportanceSampling);
        Assert.Contains(metrics.Warnings, warning => warning.StartsWith(
            "In none of 40 episodes would the policy have acted the same to the end, so importance sampling has no estimate."));
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
        OffPolicyOptions options = new()
        {
            Gamma = 2,
            Epsilon = -1,
            Temperature = 0,
            Updates = 0,
            Folds = 1,
            SupportThreshold = 0,
        };
        string message = Assert.Throws<ArgumentException>(options.Validate).Message;
        Assert.Contains("Gamma must be in [0, 1]; it is 2.", message);
        Assert.Contains("Epsilon must be in [0, 1]; it is -1.", message);
        Assert.Contains("Temperature must be positive; it is 0.", message);
        Assert.Contains("Updates must be positive; it is 0.", message);
        Assert.Contains("Folds must be at least 2; it is 1.", message);
        Assert.Contains("SupportThreshold must be", message);
    }

    // Episodes of one step each.
    private static List<LoggedEpisode> Single(int count, EpisodeEnd end) =>
        [.. Enumerable.Range(0, count).Select(i => new LoggedEpisode($"{i}", i, 1, end, null))];

    private static PolicyMetrics Judge(LoggedData log) => Judge(log, (state, action) => Judged[state][action], Quick());

    private static PolicyMetrics Judge(LoggedData log, Func<int, int, double> value, OffPolicyOptions options) =>
        OffPolicyEvaluation.Run(log, ChainLog.QFunction(value), LoggedChain.Gamma, options, new Xoshiro256(2));

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
