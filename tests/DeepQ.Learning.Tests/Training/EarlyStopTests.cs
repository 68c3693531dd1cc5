using DeepQ.Environments.Tabular;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Training;

public sealed class EarlyStopTests
{
    private static readonly string[] Map = ["S.", ".G"];

    [Fact]
    public void Training_ends_after_as_many_evaluations_without_a_better_return_as_patience_allows()
    {
        // The shortest way cannot become shorter: one evaluation finds it, and the next three are no better.
        DqnOptions options = Options();
        options.Patience = 3;
        using TrainingResult result = Train(options, new GridWorld(Map));
        Assert.Equal(StopReason.NoImprovement, result.StopReason);
        Assert.Equal(result.BestEvaluation, result.Evaluations[^4]);
        Assert.All(
            result.Evaluations.TakeLast(3),
            evaluation => Assert.True(evaluation.Result.MeanReturn <= result.BestEvaluation!.Result.MeanReturn));
    }

    [Fact]
    public void What_ended_a_training_early_ends_it_again_when_it_goes_on_from_its_checkpoint()
    {
        using TemporaryFolder folder = new();
        DqnOptions options = Options();
        (options.Patience, options.CheckpointPath) = (3, folder["run.checkpoint"]);
        using TrainingResult ended = Train(options, new GridWorld(Map));
        using TrainingResult resumed = new DqnTrainer(options).Resume(
            options.CheckpointPath, new VectorEnvironment([new GridWorld(Map)], new Xoshiro256(7)), new GridWorld(Map));

        Assert.Equal((ended.Steps, StopReason.NoImprovement), (resumed.Steps, resumed.StopReason));
        Assert.Equal(ended.FinalEvaluation!.Result.Returns, resumed.FinalEvaluation!.Result.Returns);
    }

    [Fact]
    public void Training_ends_when_the_time_is_up()
    {
        DqnOptions options = Options();
        options.TimeLimit = TimeSpan.FromTicks(1);
        using TrainingResult result = Train(options, evaluation: null);
        Assert.Equal(StopReason.TimeLimit, result.StopReason);
        Assert.True(result.Steps < options.Steps);
    }

    [Fact]
    public void Patience_needs_an_environment_to_evaluate_in()
    {
        DqnOptions options = Options();
        options.Patience = 3;
        ArgumentException error = Assert.Throws<ArgumentException>(() => Train(options, evaluation: null));
        Assert.Contains("Patience is 3", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_training_that_diverges_says_when_and_leaves_the_last_good_network(bool evaluated)
    {
        // Rewards from the 300th step on are the greatest that an environment may give, so that the square of the error is infinite.
        DqnOptions options = Options();
        options.NormalizeRewards = false;
        options.BatchSize = 1;
        Xoshiro256 random = new(1);
        TrainingDivergedException error = Assert.Throws<TrainingDivergedException>(() => new DqnTrainer(options).Train(
            new VectorEnvironment([new ExplodingRewards(fromStep: 300)], random.Fork()),
            evaluated ? new GridWorld(Map) : null,
            random));

        Assert.StartsWith("After ", error.Message, StringComparison.Ordinal);
        Assert.Contains("LearningRate", error.Message, StringComparison.Ordinal);
        using TrainingResult good = error.LastGood!;
        Assert.Equal(StopReason.Diverged, good.StopReason);
        Assert.True(good.Steps >= 300);
        Assert.True(good.Network.IsFinite());
        Assert.Equal(evaluated, good.BestEvaluation is not null);
    }

    [Fact]
    public void A_device_that_is_not_there_is_an_error_unless_the_cpu_may_take_its_place()
    {
        DqnOptions options = Options();
        options.Device = "cuda:99";
        (options.Steps, options.LearningStarts, options.BatchSize) = (10, 1, 8);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => Train(options, evaluation: null));
        Assert.Contains("Device is cuda:99", error.Message, StringComparison.Ordinal);
        Assert.Contains("AllowCpuFallback", error.Message, StringComparison.Ordinal);

        Warnings warnings = new();
        options.AllowCpuFallback = true;
        options.Observers = [warnings];
        Train(options, evaluation: null).Dispose();
        Assert.Contains("uses the CPU", Assert.Single(warnings.Messages), StringComparison.Ordinal);
    }

    private static TrainingResult Train(DqnOptions options, IEnvironment? evaluation)
    {
        Xoshiro256 random = new(1);
        return new DqnTrainer(options).Train(
            new VectorEnvironment([new GridWorld(Map)], random.Fork()), evaluation, random);
    }

    private static DqnOptions Options() => new()
    {
        HiddenUnits = [],
        LearningRate = 0.02,
        BatchSize = 32,
        Steps = 20_000,
        LearningStarts = 100,
        ReplayCapacity = 500,
        EvaluationInterval = 100,
        EvaluationEpisodes = 1,
        Epsilon = 0.5,
    };

    private sealed class ExplodingRewards(int fromStep) : EnvironmentWrapper(new GridWorld(Map))
    {
        private int _steps;

        public override StepResult Step(int action, Random random, Span<float> observation)
        {
            StepResult result = base.Step(action, random, observation);
            return ++_steps >= fromStep ? new StepResult(1e30, result.Terminated, result.Truncated) : result;
        }
    }

    private sealed class Warnings : ITrainingObserver
    {
        public List<string> Messages { get; } = [];

        public void OnWarning(string message) => Messages.Add(message);
    }
}
