using DeepQ.Learning.Offline;
using DeepQ.MLNet.Sweeps;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Sweeps;

public sealed class SweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    // "Go" twice ends the episode with 1, which no policy exceeds; a network that learns nothing at best ties.
    [Fact]
    public void A_sweep_in_an_environment_keeps_the_policy_that_earns_most()
    {
        SweepSpace space = new SweepSpace(TwoStates.Options)
            .Vary("rate", [0.02, 1e-9], (options, value) => options.LearningRate = value);

        SweepResult result = _context.ReinforcementLearning.Sweep(
            TwoStates.Environment,
            space,
            new SweepOptions { Search = SweepSearch.Grid, Folder = _folder.Path, EvaluationEpisodes = 10 });

        Assert.Equal(["0.02", "1E-09"], result.Trials.Select(trial => trial.Values["rate"]));
        Assert.Equal((0, 1.0), (result.Best!.Candidate, result.Best.Score));
        using DeepQTransformer policy = _context.ReinforcementLearning.LoadPolicy(result.ModelPath!);
        Assert.Equal(TwoStates.Go, policy.Policy.Act(TwoStates.Second));
    }

    // Behavior cloning waits as the log mostly does; Q-learning goes.
    [Trait("Category", "Slow")]
    [Fact]
    public void A_sweep_on_logged_data_keeps_the_policy_that_other_episodes_speak_for()
    {
        IDataView data = _context.Data.LoadFromEnumerable(Episodes());
        SweepSpace space = new SweepSpace(Baseline).Vary<OfflineAlgorithm>(
            "algorithm",
            [new BehaviorCloning(), new DeepQLearning()],
            (options, value) => options.OfflineAlgorithm = value);
        SweepOptions options = new()
        {
            Search = SweepSearch.Grid,
            Folder = _folder.Path,
            Evaluation = new() { HiddenUnits = [], FittedQResamples = 0, Resamples = 100 },
        };

        SweepResult result = _context.ReinforcementLearning.Sweep(data, space, options);

        Assert.All(result.Trials, trial => Assert.True(trial.Succeeded, trial.Description));
        Assert.StartsWith("DeepQLearning", result.Best!.Values["algorithm"], StringComparison.Ordinal);
        using DeepQTransformer policy = _context.ReinforcementLearning.LoadPolicy(result.ModelPath!);
        Assert.Equal(TwoStates.Go, policy.Policy.Act(TwoStates.Second));
    }

    [Fact]
    public void A_score_from_one_episode_fails_and_says_how_to_have_more()
    {
        SweepSpace space = new SweepSpace(Baseline)
            .Vary("gamma", [0.5], (options, value) => (options.Gamma, options.ActionNames) = (value, ["wait", "go"]));
        SweepOptions options = new()
        {
            Search = SweepSearch.Grid,
            Folder = _folder.Path,
            HeldOut = 0.4,
            Evaluation = new() { HiddenUnits = [], Updates = 10, FittedQResamples = 0, Resamples = 10 },
        };

        SweepResult result = _context.ReinforcementLearning.Sweep(
            _context.Data.LoadFromEnumerable(Episodes().Where(step => step.EpisodeId < 6)), space, options);

        SweepTrial trial = Assert.Single(result.Trials);
        Assert.False(trial.Succeeded);
        Assert.Contains(
            "1 of the episodes is held out, but an interval needs more than one: raise HeldOut, or log more episodes",
            trial.Description,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0.4, "HeldOut = 0.4 leaves no episode to score a trial on, but an interval needs more than one: raise")]
    [InlineData(5, 0.2, "HeldOut = 0.2 leaves no episode to score a trial on, but an interval needs more than one: raise")]
    [InlineData(5, 0.99, "HeldOut = 0.99 leaves no episode to learn from, but an interval needs more than one: lower")]
    public void Too_few_episodes_are_told_before_the_first_trial(int episodes, double heldOut, string expected)
    {
        SweepSpace space = new SweepSpace(Baseline)
            .Vary("gamma", [0.5], (_, _) => throw new InvalidOperationException("No trial was to begin."));
        ArgumentException error = Assert.Throws<ArgumentException>(() => _context.ReinforcementLearning.Sweep(
            _context.Data.LoadFromEnumerable(Episodes().Where(step => step.EpisodeId < episodes)),
            space,
            new SweepOptions { Folder = _folder.Path, HeldOut = heldOut }));
        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_does_not_tell_episodes_apart_is_refused()
    {
        SweepSpace space = new SweepSpace(Baseline).Vary("gamma", [0.5], (options, value) => options.Gamma = value);

        string message = Assert.Throws<ArgumentException>(() => _context.ReinforcementLearning.Sweep(
            TwoStates.Table(_context), space, new SweepOptions { Folder = _folder.Path })).Message;

        Assert.Contains("EpisodeId", message, StringComparison.Ordinal);
    }

    private static DeepQTrainer.Options Baseline()
    {
        DeepQTrainer.Options options = TwoStates.Options();
        options.Updates = 600;
        return options;
    }

    // In the second state: "go" once in five, which ends the episode with 1; waiting is worth nothing, and the third
    // wait ends the episode too.
    private static List<LoggedChoice> Episodes()
    {
        Xoshiro256 random = new(5);
        List<LoggedChoice> steps = [];
        for (int episode = 0; episode < 200; episode++)
        {
            for (int time = 0; ; time++)
            {
                bool go = random.NextDouble() < 0.2;
                bool last = go || time == 2;
                steps.Add(new LoggedChoice
                {
                    EpisodeId = episode,
                    State = TwoStates.Second,
                    Action = go ? TwoStates.Go : TwoStates.Wait,
                    Reward = go ? 1 : 0,
                    Terminated = last,
                    Propensity = go ? 0.2f : 0.8f,
                });
                if (last)
                    break;
            }
        }

        return steps;
    }
}
