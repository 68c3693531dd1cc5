using DeepQ.Learning.Seeds;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Trainer;

public sealed class DemonstrationTests
{
    [Fact]
    public void A_table_of_demonstrations_is_learned_from_before_the_first_step()
    {
        MLContext context = new(1);
        using DeepQTransformer model = context.ReinforcementLearning.Trainers.DeepQ(Options(TwoStates.Table(context)))
            .Fit(TwoStates.Environment());
        Assert.All(TwoStates.FirstValues.Zip(TwoStates.QValues(model, TwoStates.First)), Near);
        Assert.All(TwoStates.SecondValues.Zip(TwoStates.QValues(model, TwoStates.Second)), Near);
        Assert.Equal("Double DQN with demonstrations", model.Policy.Metadata!.Algorithm);

        static void Near((float Expected, float Actual) pair) => Assert.Equal(pair.Expected, pair.Actual, 0.02f);
    }

    [Fact]
    public void Actions_as_text_have_the_names_of_the_environment()
    {
        MLContext context = new(1);
        IDataView table = context.Data.LoadFromEnumerable(TwoStates.Log.Select(step => new NamedStep
        {
            State = step.State,
            Action = step.Action == TwoStates.Go ? "go" : "wait",
            Reward = step.Reward,
            NextState = step.NextState,
            Terminated = step.Terminated,
        }));
        using SeedResults results = context.ReinforcementLearning.Trainers.DeepQ(Options(table))
            .TrainSeeds(TwoStates.Environment, new SeedOptions { Seeds = 2 });
        float[] q = new float[2];
        Assert.All(results.Seeds, seed =>
        {
            seed.Training.Network.QValues(TwoStates.Second, q);
            Assert.Equal(TwoStates.SecondValues, q, (a, b) => Math.Abs(a - b) < 0.02);
        });
    }

    [Fact]
    public void A_training_is_gone_on_with_from_its_checkpoint()
    {
        using TemporaryFolder folder = new();
        MLContext context = new(1);
        using DeepQTransformer whole = new MLContext(1).ReinforcementLearning.Trainers.DeepQ(Options(TwoStates.Table(context)))
            .Fit(TwoStates.Environment());
        DeepQTrainer.Options first = Options(TwoStates.Table(context));
        (first.Steps, first.CheckpointPath) = (70, folder.File("run.checkpoint"));
        new MLContext(1).ReinforcementLearning.Trainers.DeepQ(first).Fit(TwoStates.Environment()).Dispose();
        using DeepQTransformer resumed = new MLContext(1).ReinforcementLearning.Trainers.DeepQ(Options(TwoStates.Table(context)))
            .Resume(folder.File("run.checkpoint"), TwoStates.Environment());
        Assert.Equal(TwoStates.QValues(whole, TwoStates.First), TwoStates.QValues(resumed, TwoStates.First));
    }

    [Fact]
    public void What_does_not_go_together_is_refused_in_words()
    {
        MLContext context = new(1);
        IDataView table = TwoStates.Table(context);
        DeepQTrainer.Options options = Options(table);
        options.Featurizer = context.Transforms.CopyColumns("Other", "State");
        Assert.Contains("Featurizer must be null with DemonstrationTable", Problem(() => New(options)), StringComparison.Ordinal);
        Assert.StartsWith(
            "DemonstrationTable must be null to learn from logged transitions",
            Problem(() => New(Options(table)).Fit(table)),
            StringComparison.Ordinal);
        DeepQTrainer.Options named = Options(table);
        named.ActionNames = ["go", "wait"];
        Assert.StartsWith(
            "The environment has the actions wait, go, but ActionNames are go, wait",
            Problem(() => New(named).Fit(TwoStates.Environment())),
            StringComparison.Ordinal);
        DeepQTrainer.Options none = Options(table);
        none.DemonstrationTable = null;
        Assert.StartsWith(
            "Demonstrations.Data must have transitions", Problem(() => New(none).Fit(TwoStates.Environment())), StringComparison.Ordinal);

        DeepQTrainer New(DeepQTrainer.Options settings) => context.ReinforcementLearning.Trainers.DeepQ(settings);

        static string Problem(Action action) => Assert.Throws<ArgumentException>(action).Message;
    }

    private static DeepQTrainer.Options Options(IDataView table)
    {
        DeepQTrainer.Options options = TwoStates.Options();
        (options.Steps, options.NStep, options.NormalizeObservations) = (200, 1, false);
        options.DemonstrationTable = table;
        options.Demonstrations = new() { UpdatesBeforeActing = 1_500, MarginWeight = 0 };
        return options;
    }

    private sealed class NamedStep
    {
        [VectorType(2)]
        public float[] State { get; set; } = [];

        public string Action { get; set; } = "";

        public float Reward { get; set; }

        [VectorType(2)]
        public float[] NextState { get; set; } = [];

        public bool Terminated { get; set; }
    }
}
