using DeepQ.MLNet.Sweeps;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Sweeps;

/// <summary>Trainings of a sweep that are made one by one, as other processes make them.</summary>
public sealed class EnvironmentSweepTests : IDisposable
{
    private static readonly SweepTrainingOrder Order = new(0, 0, [0.5], 600, 7, 10);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_training_that_was_cut_off_gives_what_it_would_have_given()
    {
        Action atStep = () => { };
        EnvironmentSweep sweep = Sweep(() => new Counting(TwoStates.Environment(), 350, () => atStep()));
        using ISweepTraining whole = sweep.Train(Order);
        using CancellationTokenSource cancellation = new();
        atStep = cancellation.Cancel;
        SweepCheckpoint checkpoint = new(_folder.File("run.checkpoint"), 100);
        Assert.ThrowsAny<OperationCanceledException>(() => sweep.Train(Order, checkpoint, null, cancellation.Token));
        atStep = () => { };
        using ISweepTraining resumed = sweep.Train(Order, checkpoint);
        using ISweepTraining again = sweep.Train(Order, checkpoint);

        Assert.Equal((whole.Description, whole.Score), (resumed.Description, resumed.Score));
        Assert.All([resumed, again], one => Assert.Equal(whole.Judge(1), one.Judge(1)));
        Assert.Equal(QValues(whole), QValues(resumed));
        Assert.Equal(QValues(whole), QValues(again));
    }

    // It would begin other episodes than the training that was cut off.
    [Fact]
    public void An_environment_that_cannot_save_its_state_has_no_checkpoint()
    {
        SweepCheckpoint checkpoint = new(_folder.File("run.checkpoint"), 100);
        Sweep(() => new Stateless(TwoStates.Environment())).Train(Order, checkpoint).Dispose();
        Assert.False(File.Exists(checkpoint.Path));
    }

    [Fact]
    public void A_training_that_has_no_score_says_why()
    {
        EnvironmentSweep sweep = new("two states", TwoStates.Environment, new SweepSpace(TwoStates.Options)
            .Vary("gamma", [2.0], (options, value) => options.Gamma = value));
        Assert.Contains("Gamma", Assert.Throws<SweepTrialException>(() => sweep.Train(Order)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trainer_of_ones_own_makes_the_trainings()
    {
        RecordingTrainer trainer = new(Sweep());
        SweepResult result = Sweep().Run(trainer, new SweepOptions { Candidates = 3, Folder = _folder.Path, EvaluationEpisodes = 5 });

        Assert.Equal([0, 1, 2], trainer.Orders.Select(order => order.Candidate).Order());
        Assert.All(trainer.Orders, order => Assert.Equal((1_500, 5), (order.Steps, order.EvaluationEpisodes)));
        Assert.Equal(3, result.Trials.Count);
    }

    [Fact]
    public void Descriptions_differ_where_the_trainings_do()
    {
        EnvironmentSweep other = Sweep(() => new DeepQ.Environments.Tabular.FrozenLake());
        Assert.Equal(Sweep().Describe(), Sweep().Describe());
        Assert.Equal(["learned from"], Sweep().Describe().Except(other.Describe()).Select(line => line.Key));
    }

    private static EnvironmentSweep Sweep(Func<IEnvironment>? create = null) => new(
        "two states",
        create ?? TwoStates.Environment,
        new SweepSpace(TwoStates.Options)
            .Vary("rate", SweepRange.Logarithmic(1e-3, 1e-1), (options, value) => options.LearningRate = value));

    private float[] QValues(ISweepTraining training)
    {
        string path = _folder.File($"{Guid.NewGuid():N}.onnx");
        training.Save(path);
        using DeepQTransformer policy = new MLContext().ReinforcementLearning.LoadPolicy(path);
        return [.. TwoStates.QValues(policy, TwoStates.First), .. TwoStates.QValues(policy, TwoStates.Second)];
    }

    private sealed class RecordingTrainer(EnvironmentSweep sweep) : ISweepTrainer
    {
        public System.Collections.Concurrent.ConcurrentBag<SweepTrainingOrder> Orders { get; } = [];

        public int Places => 2;

        public Task<ISweepTraining> TrainAsync(SweepTrainingOrder order, CancellationToken cancellationToken)
        {
            Orders.Add(order);
            return Task.Run(() => sweep.Train(order, null, null, cancellationToken), CancellationToken.None);
        }
    }

    private sealed class Counting(IEnvironment inner, int most, Action then) : DeepQ.Environments.Wrappers.EnvironmentWrapper(inner)
    {
        private int _count;

        public override StepResult Step(int action, Random random, Span<float> observation)
        {
            if (++_count == most)
                then();
            return base.Step(action, random, observation);
        }
    }

    private sealed class Stateless(IEnvironment inner) : DeepQ.Environments.Wrappers.EnvironmentWrapper(inner)
    {
        public override int StateSize => 0;
    }
}
