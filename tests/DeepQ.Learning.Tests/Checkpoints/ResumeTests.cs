using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tabular;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Targets;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Checkpoints;

public sealed class ResumeTests : IDisposable
{
    private const int Interrupted = 420;
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder["run.checkpoint"];

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Combinations => ["plain", "double", "vector", "prioritized", "munchausen", "soft", "late target", "noisy", "quantiles", "rmsprop", "recycled", "recycled by torch", "reset", "reset by torch", "spectral", "spectral by torch", "munchausen by quantiles"];

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Steps_before_and_after_a_checkpoint_give_the_weights_of_all_steps_at_once(string combination)
    {
        int environments = combination == "vector" ? 3 : 1;
        using TrainingResult whole = Train(Options(combination), environments);

        DqnOptions first = Options(combination);
        first.Steps = Interrupted;
        first.CheckpointPath = FilePath;
        Train(first, environments).Dispose();
        using TrainingResult resumed = Resume(Options(combination), environments);

        AssertSame(whole, resumed);
    }

    [Fact]
    public void A_run_that_was_canceled_at_any_time_goes_on_as_if_it_had_not_been()
    {
        using TrainingResult whole = Train(Options("double"), environments: 2, evaluated: true);

        // Canceled in the middle of the second evaluation, which the resumed run makes again.
        using CancellationTokenSource source = new();
        DqnOptions options = Options("double");
        options.CheckpointPath = FilePath;
        CancelingEnvironment evaluation = new(source, atReset: 4);
        using TrainingResult canceled = Train(options, 2, evaluation, source.Token);
        Assert.Equal(StopReason.Canceled, canceled.StopReason);
        Assert.Single(canceled.Evaluations);

        using TrainingResult resumed = new DqnTrainer(Options("double")).Resume(
            FilePath,
            new VectorEnvironment(2, () => new CartPole(), new Xoshiro256(99)),
            new CancelingEnvironment(source, atReset: int.MaxValue));
        AssertSame(whole, resumed);
    }

    [Fact]
    public void A_checkpoint_is_written_at_each_interval()
    {
        DqnOptions options = Options("plain");
        options.CheckpointPath = FilePath;
        options.CheckpointInterval = 100;
        options.Steps = long.MaxValue;
        InvalidOperationException stop = new("The process ends here.");
        Xoshiro256 random = new(5);
        Assert.Same(stop, Assert.Throws<InvalidOperationException>(() => new DqnTrainer(options).Train(
            new VectorEnvironment([new FailingEnvironment(stop, atStep: 250)], random.Fork()), null, random)));

        DqnOptions rest = Options("plain");
        rest.Steps = 200;
        using TrainingResult resumed = new DqnTrainer(rest).Resume(
            FilePath, new VectorEnvironment([new FailingEnvironment(stop, atStep: int.MaxValue)], random), null);
        Assert.Equal(200, resumed.Steps);
    }

    [Fact]
    public void Environments_that_cannot_be_saved_begin_new_episodes()
    {
        DqnOptions options = Options("plain");
        options.CheckpointPath = FilePath;
        options.Steps = Interrupted;
        Xoshiro256 random = new(5);
        using TrainingResult first = new DqnTrainer(options).Train(
            new VectorEnvironment([new ForgetfulEnvironment()], random.Fork()), null, random);
        using TrainingResult resumed = new DqnTrainer(Options("plain")).Resume(
            FilePath, new VectorEnvironment([new ForgetfulEnvironment()], random.Fork()), null);

        Assert.Equal(Options("plain").Steps, resumed.Steps);
        Assert.Equal(first.Episodes, resumed.Episodes.Take(first.Episodes.Count));
        EpisodeRecord next = resumed.Episodes[first.Episodes.Count];
        Assert.Equal(Interrupted + next.Length, next.Step);
    }

    [Fact]
    public void A_checkpoint_of_other_settings_is_refused_by_their_names()
    {
        DqnOptions options = Options("plain");
        options.CheckpointPath = FilePath;
        options.Steps = 52;
        Train(options, environments: 1).Dispose();

        DqnOptions other = Options("plain");
        other.Gamma = 0.5;
        other.HiddenUnits = [7];
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Resume(other, environments: 2));
        Assert.Contains("It has: Environments = 1 × CartPole-v1; Gamma = 0.9", error.Message, StringComparison.Ordinal);
        Assert.Contains("This run has: Environments = 2 × CartPole-v1; Gamma = 0.5", error.Message, StringComparison.Ordinal);
        Assert.Contains("[7]", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("limit", "maxSteps = 500")]
    [InlineData("wrapper", "TimeLimit {")]
    [InlineData("bounds", "bounds")]
    [InlineData("setting", "force = 2")]
    public void A_checkpoint_of_another_environment_of_the_same_name_is_refused(string difference, string named)
    {
        DqnOptions options = Options("plain");
        options.CheckpointPath = FilePath;
        options.Steps = 60;
        Xoshiro256 random = new(5);
        new DqnTrainer(options).Train(
            new VectorEnvironment([Make("none")], random.Fork()), null, random).Dispose();

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new DqnTrainer(Options("plain")).Resume(
            FilePath, new VectorEnvironment([Make(difference)], random), null));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        using TrainingResult same = new DqnTrainer(Options("plain")).Resume(
            FilePath, new VectorEnvironment([Make("none")], random), null);
        Assert.Equal(700, same.Steps);

        static IEnvironment Make(string difference)
        {
            IEnvironment pushed = new Pushed(new CartPole(difference == "limit" ? 200 : 500), difference == "setting" ? 2 : 1);
            return difference switch
            {
                "wrapper" => new TimeLimit(pushed, 1_000),
                "bounds" => new Narrow(pushed),
                _ => pushed,
            };
        }
    }

    [Fact]
    public void A_checkpoint_of_another_map_of_the_same_size_is_refused()
    {
        DqnOptions options = Options("plain");
        options.CheckpointPath = FilePath;
        options.Steps = 60;
        Xoshiro256 random = new(5);
        new DqnTrainer(options).Train(
            new VectorEnvironment([new GridWorld(["S.", ".G"])], random.Fork()), null, random).Dispose();
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new DqnTrainer(Options("plain")).Resume(
            FilePath, new VectorEnvironment([new GridWorld(["S.", "#G"])], random), null));
        Assert.Contains("Cells = S.#G", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => Resume(Options("plain"), 1));
        Assert.Contains("run.checkpoint", error.Message, StringComparison.Ordinal);
    }

    private static DqnOptions Options(string combination)
    {
        DqnOptions options = new()
        {
            HiddenUnits = [8],
            Gamma = 0.9,
            BatchSize = 16,
            // The rate of a training does not follow its length, which a cut one has another of.
            LearningRate = 1e-3,
            Steps = 700,
            LearningStarts = 50,
            ReplayCapacity = 240,
            UpdateInterval = 4,
            TargetUpdateRate = 1,
            TargetUpdateInterval = 30,
            Epsilon = new LinearSchedule(1, 0.1, 500),
            EvaluationInterval = 300,
            EvaluationEpisodes = 3,
        };
        switch (combination)
        {
            case "double":
                options.DoubleQ = true;
                options.Loss = LossFunction.Huber;
                break;
            case "vector":
                options.NStep = 3;
                options.EpsilonSpread = 2;
                break;
            case "prioritized":
                options.PrioritizedReplay = new PrioritizedReplayOptions();
                options.NStep = 2;
                break;
            case "munchausen":
                options.Munchausen = new MunchausenOptions();
                options.Temperature = 0.5;
                break;
            case "soft":
                options.TargetUpdateRate = 0.01;
                options.TargetUpdateInterval = 1;
                break;
            // Its values are kept: an update of the target falls to either side of the checkpoint.
            case "late target":
                options.HiddenUnits = [40, 24];
                options.TargetUpdateInterval = 200;
                break;
            case "noisy":
                options.Network = new NetworkOptions { HiddenUnits = [8], Noisy = true, Dueling = true, LayerNorm = true };
                break;
            case "quantiles":
                options.Network = new NetworkOptions { HiddenUnits = [8], Distribution = new ImplicitQuantileDistribution() };
                options.Optimizer = Optimizer.AdamW;
                options.WeightDecay = 0.01;
                break;
            case "recycled" or "recycled by torch":
                options.HiddenUnits = [12, 12];
                options.DormantUnits = new() { Interval = 20, Recycle = true, Threshold = 0.3 };
                options.UpdatePath = combination == "recycled" ? UpdatePath.Fused : UpdatePath.TorchSharp;
                break;
            case "reset" or "reset by torch":
                options.Resets = new() { Period = 37, FirstGamma = 0.5, FirstNStep = 5, AnnealingUpdates = 20 };
                options.UpdatePath = combination == "reset" ? UpdatePath.Fused : UpdatePath.TorchSharp;
                break;
            case "spectral" or "spectral by torch":
                options.Network = new() { HiddenUnits = [8, 8], SpectralNorm = SpectralNormalization.Hidden };
                options.UpdatePath = combination == "spectral" ? UpdatePath.Fused : UpdatePath.TorchSharp;
                options.TargetUpdateRate = 0.3;
                break;
            case "munchausen by quantiles":
                options.Munchausen = new();
                options.Network = new() { HiddenUnits = [8], Distribution = new QuantileDistribution(8) };
                break;
            case "rmsprop":
                options.Optimizer = Optimizer.RMSProp;
                options.LearningRate = new LinearSchedule(0.01, 0.001, 600);
                break;
        }

        return options;
    }

    private static TrainingResult Train(
        DqnOptions options,
        int environments,
        IEnvironment? evaluation = null,
        CancellationToken cancellationToken = default)
    {
        Xoshiro256 random = new(5);
        return new DqnTrainer(options).Train(
            new VectorEnvironment(environments, () => new CartPole(), random.Fork()),
            evaluation,
            random,
            cancellationToken: cancellationToken);
    }

    private static TrainingResult Train(DqnOptions options, int environments, bool evaluated) =>
        Train(options, environments, evaluated ? new CartPole() : null);

    // The generator of these environments is another one: that of the checkpoint takes its place.
    private TrainingResult Resume(DqnOptions options, int environments, bool evaluated = false) =>
        new DqnTrainer(options).Resume(
            FilePath,
            new VectorEnvironment(environments, () => new CartPole(), new Xoshiro256(99)),
            evaluated ? new CartPole() : null);

    private static void AssertSame(TrainingResult expected, TrainingResult actual)
    {
        Assert.Equal(HandMadeNetworks.Values(expected.Network), HandMadeNetworks.Values(actual.Network));
        Assert.Equal(expected.Episodes, actual.Episodes);
        Assert.Equal(expected.Updates, actual.Updates);
        Assert.Equal(
            expected.Evaluations.Select(evaluation => (evaluation.Step, evaluation.Result.MeanReturn)),
            actual.Evaluations.Select(evaluation => (evaluation.Step, evaluation.Result.MeanReturn)));
        Assert.Equal(expected.BestEvaluation?.Step, actual.BestEvaluation?.Step);
    }

    private sealed class CancelingEnvironment(CancellationTokenSource source, int atReset) : EnvironmentWrapper(new CartPole())
    {
        // What is counted down is no setting.
        private int _resetsLeft = atReset;

        public override void Reset(Random random, Span<float> observation)
        {
            base.Reset(random, observation);
            if (--_resetsLeft == 0)
                source.Cancel();
        }
    }

    private sealed class FailingEnvironment(Exception failure, int atStep) : EnvironmentWrapper(new CartPole())
    {
        private int _stepsLeft = atStep;

        public override StepResult Step(int action, Random random, Span<float> observation) =>
            _stepsLeft-- == 0 ? throw failure : base.Step(action, random, observation);
    }

    private sealed class Pushed(IEnvironment inner, int force) : EnvironmentWrapper(inner)
    {
        public override StepResult Step(int action, Random random, Span<float> observation)
        {
            StepResult result = base.Step(action, random, observation);
            return result with { Reward = result.Reward * force };
        }
    }

    private sealed class Narrow(IEnvironment inner) : EnvironmentWrapper(inner)
    {
        public override BoxSpace ObservationSpace { get; } = new([4], [-1, -2, -3, -4], [1, 2, 3, 4]);
    }

    private sealed class ForgetfulEnvironment() : EnvironmentWrapper(new CartPole())
    {
        public override int StateSize => 0;
    }
}
