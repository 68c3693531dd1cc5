using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Logging;
using DeepQ.Learning.Seeds;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Seeds;

public sealed class TrainSeedsTests
{
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(UpdatePath.Automatic)]
    [InlineData(UpdatePath.TorchSharp)]
    public void However_many_there_are_at_once_each_is_the_training_of_its_seed(UpdatePath path)
    {
        using SeedResults one = new DqnTrainer(Options(path)).TrainSeeds(
            () => new CartPole(), new SeedOptions { Seeds = 3, FirstSeed = 7, AtOnce = 1 });
        using SeedResults all = new DqnTrainer(Options(path)).TrainSeeds(
            () => new CartPole(), new SeedOptions { Seeds = 3, FirstSeed = 7, AtOnce = 3 });
        Assert.Equal([7UL, 8, 9], all.Seeds.Select(seed => seed.Seed));
        foreach ((SeedResult first, SeedResult second) in one.Seeds.Zip(all.Seeds))
        {
            Xoshiro256 random = new(first.Seed);
            using TrainingResult alone = new DqnTrainer(Options(path)).Train(
                new VectorEnvironment([new CartPole()], random.Fork()), new CartPole(), random);
            foreach (TrainingResult training in (TrainingResult[])[first.Training, second.Training])
            {
                Assert.Equal(alone.Episodes, training.Episodes);
                Assert.Equal(QValues(alone), QValues(training));
            }
        }

        Assert.Equal(one.Return, all.Return);
        Assert.Equal(one.Curve, all.Curve);
        Assert.Equal([100L, 200, 300], all.Curve.Select(point => point.Step));
        Assert.Equal(
            InterquartileMean.Of(all.Seeds.Select(seed => seed.Training.Evaluations[0].Result.MeanReturn)), all.Curve[0].Return.Value);
        Assert.Equal(all.Seeds.Max(seed => seed.Training.FinalEvaluation!.Result.MeanReturn), all.Best.Return);
    }

    [Fact]
    public void Progress_and_warnings_name_the_seed()
    {
        Listener listener = new();
        DqnOptions options = Options(UpdatePath.Automatic);
        options.TargetUpdateInterval = 1_000;
        options.Observers = [listener];
        using SeedResults results = new DqnTrainer(options).TrainSeeds(
            () => new CartPole(), new SeedOptions { Seeds = 2, Progress = listener });
        Assert.Contains(listener.Warnings, warning => warning.StartsWith("Seed 1: The target network never moves", StringComparison.Ordinal));
        Assert.Contains(listener.Warnings, warning => warning.StartsWith("Seed 2: The target network never moves", StringComparison.Ordinal));
        Assert.Equal([1UL, 2], listener.Seeds.Order().ToArray());
    }

    [Fact]
    public void Each_seed_has_a_log_of_its_own()
    {
        using TemporaryFolder folder = new();
        using SeedResults results = new DqnTrainer(Options(UpdatePath.Automatic)).TrainSeeds(() => new CartPole(), new SeedOptions
        {
            Seeds = 2,
            Observers = seed => [new CsvLog(folder[$"seed-{seed}/metrics.csv"])],
        });
        foreach (SeedResult seed in results.Seeds)
        {
            Assert.Equal(
                seed.Training.Evaluations.Count,
                File.ReadLines(folder[$"seed-{seed.Seed}/metrics.csv"]).Count(line => line.Contains("evaluation/mean_return", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void What_is_of_one_training_is_refused()
    {
        using TemporaryFolder folder = new();
        DqnOptions options = Options(UpdatePath.Automatic);
        options.CheckpointPath = folder["checkpoint"];
        Assert.Contains("belongs to a single training", Refused(options), StringComparison.Ordinal);
        using CsvLog log = new(folder["metrics.csv"]);
        options = Options(UpdatePath.Automatic);
        options.Observers = [log];
        Assert.StartsWith("The CsvLog belongs to a single training", Refused(options), StringComparison.Ordinal);

        static string Refused(DqnOptions options) => Assert.Throws<ArgumentException>(
            () => new DqnTrainer(options).TrainSeeds(() => new CartPole())).Message;
    }

    [Fact]
    public void Those_that_had_not_begun_when_it_was_canceled_are_left_out()
    {
        using CancellationTokenSource cancellation = new();
        DqnOptions options = Options(UpdatePath.Automatic);
        using SeedResults results = new DqnTrainer(options).TrainSeeds(
            () => new CartPole(),
            new SeedOptions { Seeds = 3, AtOnce = 1, Observers = _ => [new Canceller(cancellation)] },
            cancellation.Token);
        Assert.Equal(StopReason.Canceled, Assert.Single(results.Seeds).Training.StopReason);
        Assert.Throws<OperationCanceledException>(
            () => new DqnTrainer(options).TrainSeeds(() => new CartPole(), new SeedOptions(), cancellation.Token));
    }

    private static DqnOptions Options(UpdatePath path) => new()
    {
        HiddenUnits = [8],
        BatchSize = 8,
        Steps = 300,
        LearningStarts = 50,
        EvaluationInterval = 100,
        EvaluationEpisodes = 2,
        FinalEpisodes = 2,
        UpdatePath = path,
    };

    private static float[] QValues(TrainingResult training)
    {
        float[] values = new float[2];
        training.LastNetwork.QValues([0.1f, -0.2f, 0.03f, 0.4f], values);
        return values;
    }

    private sealed class Canceller(CancellationTokenSource source) : ITrainingObserver
    {
        public void OnUpdate(in UpdateRecord update) => source.Cancel();
    }

    private sealed class Listener : ITrainingObserver, IProgress<SeedProgress>
    {
        public List<string> Warnings { get; } = [];

        public HashSet<ulong> Seeds { get; } = [];

        public void OnWarning(string message) => Warnings.Add(message);

        public void Report(SeedProgress value) => Seeds.Add(value.Seed);
    }
}
