using DeepQ.Learning.Offline;
using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet.Columns;
using DeepQ.MLNet.Sweeps;
using DeepQ.MLNet.Tests.Support;
using Microsoft.ML.Runtime;

namespace DeepQ.MLNet.Tests.Data;

/// <summary>
/// Two kinds of visitors. The first buys a book half of the time and never a game, the second a game three times in four and a
/// book a quarter of the time. Books were offered to four in five.
/// </summary>
public sealed class OneStepTableTests : IDisposable
{
    private static readonly Offer[] Log = [.. Offers()];

    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);
    private readonly List<LoggingEventArgs> _lines = [];

    public OneStepTableTests() => _context.Log += (_, line) => _lines.Add(line);

    private IDataView Table => _context.Data.LoadFromEnumerable(Log);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_value_of_an_action_is_its_mean_reward_and_one_line_says_why()
    {
        using DeepQTransformer model = Trainer(gamma: 0.99).Fit(Table);
        Assert.Equal(["book", "game"], model.Policy.ActionNames);
        AssertNear([0.5f, 0], TwoStates.QValues(model, [1, 0]));
        AssertNear([0.25f, 0.75f], TwoStates.QValues(model, [0, 1]));

        Assert.Empty(Warnings());
        string[] notes = [.. _lines.Select(line => line.RawMessage).Where(text => text.StartsWith("Each row is", StringComparison.Ordinal))];
        Assert.Equal(
            "Each row is an episode of one step, since no column has a next state, an episode or an end: the value of an " +
            "action is its mean reward, and gamma plays no part.",
            Assert.Single(notes));
    }

    [Fact]
    public void Gamma_plays_no_part()
    {
        using DeepQTransformer one = Trainer(gamma: 0).Fit(Table);
        using DeepQTransformer other = new MLContext(seed: 1).ReinforcementLearning.Trainers.DeepQ(Options(gamma: 1)).Fit(Table);
        Assert.Equal(TwoStates.QValues(one, [1, 0]), TwoStates.QValues(other, [1, 0]));
    }

    // Worked out from the log: of the rows in which the greedy action was offered, each counts as often as it was rare.
    [Trait("Category", "Slow")]
    [Fact]
    public void A_policy_is_judged_by_what_the_log_says_of_its_actions()
    {
        using DeepQTransformer model = Trainer(gamma: 0.99).Fit(Table);
        _lines.Clear();
        PolicyMetrics metrics = _context.ReinforcementLearning.Evaluate(
            Table, model, options: new() { HiddenUnits = [], LearningRate = 0.01, Updates = 1_500, FittedQResamples = 0, Resamples = 200, Seed = 1 });

        double expected = Log.Where(row => row.Action == (row.State[0] > 0 ? "book" : "game")).Sum(row => row.Reward / row.Propensity)
            / Log.Length;
        Assert.Equal(0.625, expected, 0.01);
        Assert.Equal(expected, metrics.ImportanceSampling!.Value, 0.001);
        Assert.Equal(expected, metrics.DoublyRobust!.Value, 0.02);
        Assert.Equal(expected, metrics.FittedQ!.Value, 0.03);
        Assert.Equal(Log.Average(row => row.Reward), metrics.LoggedReturn!.Value, 0.001);
        Assert.Equal(Log.Length, metrics.Episodes);
        Assert.Empty(Warnings());
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void Cross_validation_validation_and_sweeps_take_such_a_table()
    {
        OffPolicyOptions estimates = new() { HiddenUnits = [], FittedQResamples = 0, Resamples = 50, Seed = 1 };
        DeepQTrainer.Options options = Options(gamma: 0.99);
        options.Featurizer = _context.Transforms.NormalizeMinMax("Features", "State");
        options.StateColumnName = "Features";
        Assert.Equal(
            [Log.Length / 2, Log.Length / 2],
            _context.ReinforcementLearning.CrossValidate(Table, new DeepQTrainer(_context, options), folds: 2, estimates)
                .Select(fold => fold.Episodes));

        DeepQTrainer.Options validated = Options(gamma: 0.99);
        validated.Validation = new(Interval: 300, FittedQUpdates: 30_000);
        using TrainingResult training = new DeepQTrainer(_context, validated).Train(Table);
        Assert.NotNull(training.BestValidation);

        SweepResult sweep = _context.ReinforcementLearning.Sweep(
            Table,
            new SweepSpace(() => Options(gamma: 0.99)).Vary("rate", [0.02, 1e-9], (settings, rate) => settings.LearningRate = rate),
            new SweepOptions { Search = SweepSearch.Grid, Folder = _folder.Path, Evaluation = estimates });
        Assert.Equal("0.02", sweep.Best!.Values["rate"]);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rewards_are_numbers_of_any_type(bool isWhole)
    {
        IEstimator<ITransformer> rewards = isWhole
            ? _context.Transforms.Conversion.MapValue("Reward", new Dictionary<float, int> { [0] = 0, [1] = 1 }, "Reward")
            : _context.Transforms.Conversion.ConvertType("Reward", outputKind: DataKind.Double);
        IDataView table = rewards
            .Append(_context.Transforms.Conversion.ConvertType("Propensity", outputKind: DataKind.Double)).Fit(Table).Transform(Table);
        OffPolicyOptions quick = new() { HiddenUnits = [], Updates = 10, FittedQResamples = 0, Resamples = 10, Seed = 1 };
        using DeepQTransformer model = Trainer(0.9).Fit(table);
        Assert.Equal(
            Log.Average(row => row.Reward),
            _context.ReinforcementLearning.Evaluate(table, model, options: quick).LoggedReturn!.Value,
            0.001);
    }

    [Fact]
    public void The_shape_is_known_before_anything_is_read()
    {
        SchemaShape shape = Trainer(0.9).GetOutputSchema(PolicyShape.Of(Table.Schema));
        Assert.Contains(shape, column => column.Name == "QValues");
    }

    [Fact]
    public void A_column_that_seems_to_tell_of_steps_is_asked_about()
    {
        IDataView table = _context.Transforms.CopyColumns("Done", "Reward").Fit(Table).Transform(Table);
        Trainer(0.9).Inspect(table);
        Assert.Contains("Column 'Done' is not read", Assert.Single(Warnings()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Timestamp")]
    [InlineData("Truncated")]
    public void A_column_of_steps_makes_it_another_table(string name)
    {
        IDataView table = name == "Timestamp"
            ? _context.Transforms.CopyColumns(name, "Reward").Fit(Table).Transform(Table)
            : _context.Transforms.Conversion.ConvertType(name, "Reward", DataKind.Boolean).Fit(Table).Transform(Table);
        Assert.Throws<ArgumentException>(() => Trainer(0.9).Inspect(table));
    }

    private static IEnumerable<Offer> Offers()
    {
        for (int i = 0; i < 400; i++)
        {
            bool first = i % 2 == 0, book = i / 2 % 5 < 4;
            int turn = i / 10;
            bool bought = (first, book) switch
            {
                (true, true) => turn % 2 == 0,
                (true, false) => false,
                (false, true) => turn % 4 == 0,
                (false, false) => turn % 4 != 0,
            };
            yield return new()
            {
                State = first ? [1, 0] : [0, 1],
                Action = book ? "book" : "game",
                Reward = bought ? 1 : 0,
                Propensity = book ? 0.8f : 0.2f,
            };
        }
    }

    private static DeepQTrainer.Options Options(double gamma) => new()
    {
        HiddenUnits = [],
        LearningRate = 0.005,
        BatchSize = 64,
        Updates = 2_000,
        Gamma = gamma,
        OfflineAlgorithm = new DeepQLearning(),
    };

    private static void AssertNear(float[] expected, float[] actual) => Assert.All(
        expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 0.06));

    private IEnumerable<string> Warnings() =>
        _lines.Where(line => line.Kind == ChannelMessageKind.Warning).Select(line => line.RawMessage);

    private DeepQTrainer Trainer(double gamma) => _context.ReinforcementLearning.Trainers.DeepQ(Options(gamma));
}
