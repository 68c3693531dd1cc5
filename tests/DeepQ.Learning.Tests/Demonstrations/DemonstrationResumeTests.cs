using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Data;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Demonstrations;

public sealed class DemonstrationResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder["run.checkpoint"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("share")]
    [InlineData("priorities")]
    [InlineData("quantiles")]
    public void Steps_before_and_after_a_checkpoint_give_the_weights_of_all_steps_at_once(string combination)
    {
        using TrainingResult whole = Train(Options(combination));
        DqnOptions first = Options(combination);
        (first.Steps, first.CheckpointPath) = (320, FilePath);
        Train(first).Dispose();
        using TrainingResult resumed = Resume(Options(combination));
        AssertSame(whole, resumed);
    }

    [Fact]
    public void A_run_that_was_canceled_before_it_acted_goes_on_as_if_it_had_not_been()
    {
        using TrainingResult whole = Train(Options("share"), evaluated: true);
        using CancellationTokenSource source = new();
        DqnOptions options = Options("share");
        (options.CheckpointPath, options.Observers) = (FilePath, [new Canceller(source, update: 70)]);
        using TrainingResult canceled = Train(options, evaluated: true, source.Token);
        Assert.Equal((StopReason.Canceled, 70, 0), (canceled.StopReason, canceled.Updates, canceled.Steps));
        using TrainingResult resumed = Resume(Options("share"), evaluated: true);
        AssertSame(whole, resumed);
    }

    [Fact]
    public void Other_demonstrations_are_other_settings()
    {
        DqnOptions options = Options("share");
        (options.Steps, options.CheckpointPath) = (100, FilePath);
        Train(options).Dispose();
        DqnOptions other = Options("share");
        other.Demonstrations!.Data = Log(seed: 8);
        Assert.Contains("Demonstrations = ", Assert.Throws<InvalidDataException>(() => Resume(other)).Message, StringComparison.Ordinal);
        other.Demonstrations = null;
        Assert.Contains("Demonstrations = none", Assert.Throws<InvalidDataException>(() => Resume(other)).Message, StringComparison.Ordinal);
    }

    private static DqnOptions Options(string combination) => new()
    {
        Network = new()
        {
            HiddenUnits = [8],
            Distribution = combination == "quantiles" ? new QuantileDistribution(4) : ValueDistribution.Point,
        },
        Gamma = 0.9,
        BatchSize = 16,
        LearningRate = 1e-3,
        Steps = 500,
        LearningStarts = 50,
        ReplayCapacity = 200,
        UpdateInterval = 4,
        NStep = 3,
        Epsilon = new LinearSchedule(1, 0.1, 300),
        EvaluationInterval = 200,
        EvaluationEpisodes = 2,
        PrioritizedReplay = combination == "priorities" ? new() : null,
        Demonstrations = new() { Data = Log(seed: 7), UpdatesBeforeActing = 120 },
    };

    // What somebody did who does not look.
    private static LoggedData Log(ulong seed)
    {
        CartPole environment = new();
        ReplayBuffer transitions = new(150, 4);
        float[] state = new float[4];
        float[] next = new float[4];
        Xoshiro256 random = new(seed);
        StepResult step = new(0, Terminated: true, Truncated: false);
        while (transitions.Count < transitions.Capacity)
        {
            if (step.Done)
                environment.Reset(random, state);
            int action = random.Next(2);
            step = environment.Step(action, random, next);
            transitions.Add(state, action, (float)step.Reward, next, step.Terminated, step.Truncated);
            (state, next) = (next, state);
        }

        return ChainLog.Wrap(transitions, environment.ActionSpace, []);
    }

    private static TrainingResult Train(
        DqnOptions options, bool evaluated = false, CancellationToken cancellationToken = default)
    {
        Xoshiro256 random = new(5);
        return new DqnTrainer(options).Train(
            new VectorEnvironment(2, () => new CartPole(), random.Fork()),
            evaluated ? new CartPole() : null,
            random,
            cancellationToken: cancellationToken);
    }

    private TrainingResult Resume(DqnOptions options, bool evaluated = false) => new DqnTrainer(options).Resume(
        FilePath, new VectorEnvironment(2, () => new CartPole(), new Xoshiro256(99)), evaluated ? new CartPole() : null);

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(HandMadeNetworks.Values(expected.Network), HandMadeNetworks.Values(actual.Network));
        Assert.Equal(expected.Episodes, actual.Episodes);
        Assert.Equal(expected.Updates, actual.Updates);
        Assert.Equal(
            expected.Evaluations.Select(evaluation => (evaluation.Step, evaluation.Result.MeanReturn)),
            actual.Evaluations.Select(evaluation => (evaluation.Step, evaluation.Result.MeanReturn)));
    }

    private sealed class Canceller(CancellationTokenSource source, long update) : ITrainingObserver
    {
        public void OnUpdate(in UpdateRecord record)
        {
            if (record.Update == update)
                source.Cancel();
        }
    }
}
