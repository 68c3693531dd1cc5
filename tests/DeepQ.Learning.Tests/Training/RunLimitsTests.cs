using System.Diagnostics;
using DeepQ.Environments.Tabular;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Training;

/// <summary>Whatever a run is doing, its time and its caller end it.</summary>
public sealed class RunLimitsTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(20);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_evaluation_without_an_end_is_given_up(bool byTime)
    {
        DqnOptions options = Options();
        options.MaxEvaluationSteps = int.MaxValue;
        options.TimeLimit = byTime ? Soon : null;
        using CancellationTokenSource source = new();
        if (!byTime)
            source.CancelAfter(Soon);
        Stopwatch watch = Stopwatch.StartNew();
        using TrainingResult result = Train(options, new Circle(), source.Token);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Late);
        Assert.Equal(byTime ? StopReason.TimeLimit : StopReason.Canceled, result.StopReason);
        Assert.Equal(100, result.Steps);
        Assert.Empty(result.Evaluations);
        Assert.Null(result.FinalEvaluation);
    }

    [Fact]
    public void A_value_on_episodes_that_were_held_back_is_given_up()
    {
        DqnOptions options = Options();
        options.Validation = new OfflineValidation(Interval: 10, FittedQUpdates: int.MaxValue);
        // A fit of these takes seconds.
        options.HiddenUnits = [512, 512];
        options.TimeLimit = Soon;
        Stopwatch watch = Stopwatch.StartNew();
        using TrainingResult result = new DqnTrainer(options).Train(ChainLog.Of(20), initial: null, new Xoshiro256(1));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Late);
        Assert.Equal((StopReason.TimeLimit, 10), (result.StopReason, result.Updates));
        Assert.Empty(result.Validations);
    }

    [Fact]
    public void Updates_without_an_end_are_given_up()
    {
        DqnOptions options = Options();
        options.UpdatesPerInterval = int.MaxValue;
        options.TimeLimit = Soon;
        Stopwatch watch = Stopwatch.StartNew();
        using TrainingResult result = Train(options, null);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Late);
        Assert.Equal(StopReason.TimeLimit, result.StopReason);
        Assert.Equal(50, result.Steps);
    }

    [Fact]
    public void A_run_that_was_canceled_between_updates_goes_on_as_if_it_had_not_been()
    {
        DqnOptions options = Options();
        options.UpdatesPerInterval = 7;
        using TrainingResult whole = Train(options, null);

        using CancellationTokenSource source = new();
        options.CheckpointPath = _folder["run.checkpoint"];
        options.Observers = [new CancelAt(source, update: 40)];
        using TrainingResult canceled = Train(options, null, source.Token);
        Assert.Equal((StopReason.Canceled, 40), (canceled.StopReason, canceled.Updates));
        options.Observers = [];
        using TrainingResult resumed = new DqnTrainer(options).Resume(
            _folder["run.checkpoint"], new VectorEnvironment([new GridWorld()], new Xoshiro256(9)), null);
        Assert.Equal(HandMadeNetworks.Values(whole.Network), HandMadeNetworks.Values(resumed.Network));
        Assert.Equal(whole.Updates, resumed.Updates);
    }

    [Fact]
    public void Episodes_of_an_evaluation_that_are_cut_off_are_warned_of_once()
    {
        Warnings warnings = new();
        DqnOptions options = Options();
        (options.MaxEvaluationSteps, options.Observers) = (20, [warnings]);
        using TrainingResult result = Train(options, new Circle());
        Assert.Equal(3, result.Evaluations.Count);
        Assert.All(result.Evaluations, evaluation => Assert.Equal(2, evaluation.Result.CutOff));
        Assert.Equal(-20, result.FinalEvaluation!.Result.MeanReturn);
        Assert.Contains(
            "2 of 2 episodes did not end within MaxEvaluationSteps, 20", Assert.Single(warnings.Messages), StringComparison.Ordinal);
    }

    private static DqnOptions Options() => new()
    {
        HiddenUnits = [8],
        Steps = 300,
        Epsilon = 1,
        LearningStarts = 50,
        BatchSize = 16,
        EvaluationInterval = 100,
        EvaluationEpisodes = 2,
        FinalEpisodes = 2,
    };

    private static TrainingResult Train(
        DqnOptions options, IEnvironment? evaluation, CancellationToken cancellationToken = default)
    {
        Xoshiro256 random = new(1);
        return new DqnTrainer(options).Train(
            new VectorEnvironment([new GridWorld()], random.Fork()), evaluation, random, cancellationToken: cancellationToken);
    }

    // A grid whose goal is never reached.
    private sealed class Circle() : EnvironmentWrapper(new GridWorld(["S.#", ".##", "##G"], maxSteps: int.MaxValue));

    private sealed class CancelAt(CancellationTokenSource source, long update) : ITrainingObserver
    {
        public void OnUpdate(in UpdateRecord record)
        {
            if (record.Update == update)
                source.Cancel();
        }
    }

    private sealed class Warnings : ITrainingObserver
    {
        public List<string> Messages { get; } = [];

        public void OnWarning(string message) => Messages.Add(message);
    }
}
