using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Trainer;

public sealed class DeepQTrainerTests
{
    [Fact]
    public void Logged_transitions_give_the_exact_values()
    {
        using DeepQTransformer policy = TwoStates.Fit(new MLContext(1));
        AssertClose(TwoStates.FirstValues, TwoStates.QValues(policy, TwoStates.First));
        AssertClose(TwoStates.SecondValues, TwoStates.QValues(policy, TwoStates.Second));
    }

    [Fact]
    public void Acting_in_an_environment_gives_the_exact_values_and_the_names_of_its_actions()
    {
        MLContext context = new(1);
        using DeepQTransformer policy =
            context.ReinforcementLearning.Trainers.DeepQ(TwoStates.Options()).Fit(TwoStates.Environment());
        AssertClose(TwoStates.FirstValues, TwoStates.QValues(policy, TwoStates.First));
        AssertClose(TwoStates.SecondValues, TwoStates.QValues(policy, TwoStates.Second));
        Assert.Equal(["wait", "go"], policy.Policy.ActionNames);
    }

    [Fact]
    public void Transform_adds_the_values_and_the_greedy_action_to_each_row()
    {
        MLContext context = new(1);
        using DeepQTransformer policy = TwoStates.Fit(context);
        IDataView scored = policy.Transform(TwoStates.Table(context));
        ActingRow[] rows = [.. context.Data.CreateEnumerable<ActingRow>(scored, reuseRowObject: false)];
        Assert.Equal(4, rows.Length);
        Assert.All(rows, row => Assert.Equal(TwoStates.Go, Assert.Single(row.Action)));
        AssertClose(TwoStates.FirstValues, rows[0].QValues);
        AssertClose(TwoStates.SecondValues, rows[2].QValues);
    }

    [Fact]
    public void One_seed_gives_one_policy_and_another_seed_another()
    {
        DeepQTrainer.Options options = TwoStates.Options();
        options.Updates = 50;
        options.HiddenUnits = [8];
        float[] first = Values(1);
        Assert.Equal(first, Values(1));
        Assert.NotEqual(first, Values(2));

        float[] Values(int seed)
        {
            using DeepQTransformer policy = TwoStates.Fit(new MLContext(seed), options);
            return TwoStates.QValues(policy, TwoStates.First);
        }
    }

    [Fact]
    public void A_trainer_gives_the_same_policy_each_time_it_is_fitted()
    {
        DeepQTrainer.Options options = TwoStates.Options();
        options.Updates = 50;
        MLContext context = new(1);
        DeepQTrainer trainer = context.ReinforcementLearning.Trainers.DeepQ(options);
        using DeepQTransformer first = trainer.Fit(TwoStates.Table(context));
        using DeepQTransformer second = trainer.Fit(TwoStates.Table(context));
        Assert.Equal(TwoStates.QValues(first, TwoStates.First), TwoStates.QValues(second, TwoStates.First));
    }

    [Fact]
    public void The_promised_schema_is_the_one_that_Transform_gives()
    {
        MLContext context = new(1);
        IDataView table = TwoStates.Table(context);
        DeepQTrainer trainer = context.ReinforcementLearning.Trainers.DeepQ(TwoStates.Options());
        using DeepQTransformer policy = trainer.Fit(table);
        SchemaShape promised = trainer.GetOutputSchema(ShapeOf(context, table));
        SchemaShape given = ShapeOf(context, policy.Transform(table));
        // A hidden column is no longer there for those who only see a shape.
        Assert.Equal(Describe(given).Distinct(), Describe(promised));
        Assert.Contains("QValues Vector Single key False [SlotNames Vector String key False []]", Describe(promised));
        Assert.Contains("Action Vector Int64 key False []", Describe(promised));
    }

    [Fact]
    public void The_trainer_stands_in_a_chain_behind_a_featurizer()
    {
        MLContext context = new(1);
        DeepQTrainer.Options options = TwoStates.Options();
        options.StateColumnName = "Features";
        var pipeline = context.Transforms.Concatenate("Features", "State")
            .Append(context.ReinforcementLearning.Trainers.DeepQ(options));
        using TransformerChain<DeepQTransformer> model = pipeline.Fit(TwoStates.Table(context));
        IDataView scored = model.Transform(TwoStates.Table(context));
        ActingRow[] rows = [.. context.Data.CreateEnumerable<ActingRow>(scored, reuseRowObject: false)];
        Assert.All(rows, row => Assert.Equal(TwoStates.Go, Assert.Single(row.Action)));
    }

    [Fact]
    public void Progress_reaches_the_log_and_the_caller()
    {
        MLContext context = new(1);
        List<string> messages = [];
        context.Log += (_, log) => messages.Add(log.Message);
        Recorder recorder = new();
        using TrainingResult result = context.ReinforcementLearning.Trainers.DeepQ(TwoStates.Options())
            .Train(TwoStates.Environment(), TwoStates.Environment(), recorder);
        AssertLogged("Learning in 1 × TwoStates for at most 1500 steps.");
        AssertLogged("step 1500");
        AssertLogged("Training ended (Completed) after 1500 steps");
        TrainingProgress last = recorder.Reports[^1];
        Assert.Equal(1_500, last.Step);
        Assert.Equal(1, last.Fraction);
        Assert.Equal(result.Updates, last.Updates);
        Assert.Equal(result.Episodes.Count, last.Episodes);

        void AssertLogged(string part) =>
            Assert.Contains(messages, message => message.Contains(part, StringComparison.Ordinal));
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 0.01f);
    }

    private static IEnumerable<string> Describe(SchemaShape shape) => shape.Select(column =>
        $"{column.Name} {column.Kind} {column.ItemType} key {column.IsKey} [{string.Join(", ", Describe(column.Annotations))}]");

    // A chain shows its members the shape of the data that it is fitted to.
    private static SchemaShape ShapeOf(MLContext context, IDataView data)
    {
        ShapeProbe probe = new();
        context.Transforms.CopyColumns("Copy", "State").Append(probe).Fit(data);
        return new SchemaShape(probe.Shape!.Where(column => column.Name != "Copy"));
    }

    private sealed class ShapeProbe : IEstimator<ITransformer>
    {
        public SchemaShape? Shape { get; private set; }

        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Shape = inputSchema;
    }

    private sealed class Recorder : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Reports { get; } = [];

        public void Report(TrainingProgress value) => Reports.Add(value);
    }
}
