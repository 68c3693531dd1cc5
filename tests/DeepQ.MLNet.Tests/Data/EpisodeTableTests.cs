using DeepQ.Learning.Data;
using DeepQ.Learning.Replay;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Data;

/// <summary>Tables whose next row has the successor, and columns that a table may lack.</summary>
public sealed class EpisodeTableTests
{
    private readonly MLContext _context = new(1);

    [Fact]
    public void Text_actions_are_sorted_by_name_whatever_the_order_of_rows()
    {
        LoggedData data = Read();
        Assert.Equal(["order", "wait"], data.ActionSpace.Names);
        Assert.Equal([0, 1, 1, 1, 0], Enumerable.Range(0, 5).Select(data.Transitions.ActionAt));
    }

    [Fact]
    public void Names_that_are_given_order_the_actions_and_one_that_is_not_among_them_is_refused()
    {
        LoggedData data = Read(options => options.ActionNames = ["wait", "return", "order"]);
        Assert.Equal([2, 0, 0, 0, 2], Enumerable.Range(0, 5).Select(data.Transitions.ActionAt));
        Assert.Equal(
            "Never logged: 'return'. The value of an action that was never tried is a guess.",
            Assert.Single(data.Report.Warnings));
        AssertRefused(
            "Row 0 has the action 'order' in 'Action', which is not one of the actions: wait, return. These are the names in " +
            "ActionNames, or those of the training to continue.",
            options => options.ActionNames = ["wait", "return"]);
    }

    [Fact]
    public void Setting_the_successor_to_null_reads_episodes_though_there_are_successors() => Assert.Equal(
        [0.5f, 0.25f, 0.25f, 0.5f, 0.5f],
        Successors(Shop.Read(_context, Shop.Table(_context), WithoutSuccessor())));

    [Fact]
    public void A_named_column_must_be_there_and_a_default_one_need_not()
    {
        AssertRefused(
            "There is no propensity column 'P', which must be a number", options => options.PropensityColumnName = "P");
        Assert.Null(Read().Propensities);
    }

    [Fact]
    public void Propensities_are_read_and_must_be_probabilities()
    {
        IDataView table = With(_context.Transforms.CopyColumns("Propensity", "Reward"));
        ArgumentException error =
            Assert.Throws<ArgumentException>(() => Shop.Read(_context, table, Shop.Options(_context)));
        Assert.StartsWith("Row 0 has the propensity -1 in 'Propensity'", error.Message, StringComparison.Ordinal);
        Assert.Contains("set PropensityColumnName to null", error.Message, StringComparison.Ordinal);
        table = _context.Data.FilterRowsByColumn(table, "Reward", 1, 1.5);
        Assert.Equal([1, 1], Shop.Read(_context, table, Shop.Options(_context)).Propensities);
    }

    [Fact]
    public void Episodes_may_be_numbered_and_times_be_of_any_kind()
    {
        IDataView table = With(_context.Transforms.Conversion.MapValueToKey("EpisodeId")
            .Append(_context.Transforms.Conversion.ConvertType("Timestamp", outputKind: DataKind.Single)));
        LoggedData data = Shop.Read(_context, table, Shop.Options(_context));
        Assert.Equal(["0", "1"], data.Episodes!.Select(episode => episode.Id));
    }

    [Fact]
    public void A_time_that_is_not_a_number_is_refused_with_its_row_and_column()
    {
        TimedStep[] rows = [new() { Timestamp = 1 }, new() { Timestamp = float.NaN, Terminated = true }];
        ArgumentException error = Assert.Throws<ArgumentException>(() => Shop.Read(
            _context, _context.Data.LoadFromEnumerable(rows), new DeepQTrainer.Options()));
        Assert.Equal("Row 1 has the time NaN in 'Timestamp'; every row needs one.", error.Message);
    }

    [Fact]
    public void What_is_missing_in_a_text_file_is_seen_where_the_loader_leaves_it_missing()
    {
        using TemporaryFolder folder = new();
        string file = folder.File("log.csv");
        File.WriteAllText(file, "a,0,go,,false\na,1,stop,2,true\n");
        Assert.Empty(Inspected(missingAsNaN: false).Findings);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Inspected(missingAsNaN: true));
        Assert.Equal("Row 0 has the reward NaN in 'Reward'; it must be finite.", error.Message);
        File.WriteAllText(file, "a,0,,1,false\na,1,stop,2,true\n");
        error = Assert.Throws<ArgumentException>(() => Inspected(missingAsNaN: true));
        Assert.StartsWith("Row 0 has no action", error.Message, StringComparison.Ordinal);

        // Of whole numbers and Booleans nobody sees that they are missing; an end that is, is an episode that breaks off.
        File.WriteAllText(file, "a,0,,1,false\na,1,1,2,\n");
        LoggedDataReport report = Inspected(missingAsNaN: true, DataKind.Int32);
        Assert.Equal([("0", 1), ("1", 0)], report.Actions.Select(action => (action.Key, action.Value)));
        Assert.StartsWith("Row 1: episode 'a' breaks off here", Assert.Single(report.Findings).ToString(), StringComparison.Ordinal);

        LoggedDataReport Inspected(bool missingAsNaN, DataKind action = DataKind.String) => _context.ReinforcementLearning.Trainers
            .DeepQ(new DeepQTrainer.Options())
            .Inspect(_context.Data.LoadFromTextFile(file, new TextLoader.Options
            {
                Separators = [','],
                MissingRealsAsNaNs = missingAsNaN,
                Columns =
                [
                    new("EpisodeId", DataKind.String, 0),
                    new("State", DataKind.Single, [new TextLoader.Range(1, 1)]),
                    new("Action", action, 2),
                    new("Reward", DataKind.Single, 3),
                    new("Terminated", DataKind.Boolean, 4),
                ],
            }));
    }

    [Fact]
    public void A_table_with_neither_successors_nor_episodes_is_refused()
    {
        IDataView table = With(_context.Transforms.DropColumns("EpisodeId"));
        ArgumentException error =
            Assert.Throws<ArgumentException>(() => Shop.Read(_context, table, Shop.Options(_context)));
        Assert.StartsWith(
            "The featurizer reads 'Stock', but there is no column 'NextStock'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_and_a_training_say_what_was_found()
    {
        DeepQTrainer trainer = _context.ReinforcementLearning.Trainers.DeepQ(Shop.Options(_context));
        LoggedDataReport report = trainer.Inspect(Shop.Episodes(_context));
        using TrainingResult result = trainer.Train(Shop.Episodes(_context));
        foreach (LoggedDataReport found in new[] { report, result.Data! })
        {
            Assert.Equal((5, 5, 2, 2), (found.Rows, found.Transitions, found.Episodes, found.Terminal));
            Assert.Equal([("order", 2), ("wait", 3)], found.Actions.Select(action => (action.Key, action.Value)));
        }
    }

    [Fact]
    public void What_will_be_taken_and_what_was_found_reaches_the_log()
    {
        List<string> messages = [];
        _context.Log += (_, log) => messages.Add(log.Message);
        EpisodeStep[] rows = [.. Shop.Log[..2], .. Shop.Log[3..]];
        DeepQTrainer trainer = _context.ReinforcementLearning.Trainers.DeepQ(WithoutSuccessor());
        trainer.Inspect(_context.Data.LoadFromEnumerable(rows));
        AssertLogged("Reading 4 steps of episodes with 3 values per state: 0.0 MB");
        AssertLogged("Row 1: episode 'a' breaks off here");
        AssertLogged("Read 4 rows: 3 transitions of 2 episodes");

        void AssertLogged(string text) =>
            Assert.Contains(messages, message => message.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Reading_can_be_canceled() => Assert.Throws<OperationCanceledException>(
        () => _context.ReinforcementLearning.Trainers.DeepQ(Shop.Options(_context))
            .Inspect(Shop.Table(_context), new CancellationToken(canceled: true)));

    [Fact]
    public void Masks_are_read_and_those_of_text_actions_need_an_order()
    {
        MaskedStep[] rows =
        [
            new() { ActionMask = [true, true], Action = "go" },
            new() { ActionMask = [true, false], Action = "wait", Terminated = true },
        ];
        ArgumentException error = Assert.Throws<ArgumentException>(() => ReadMasked(rows, names: null));
        Assert.StartsWith("The masks in 'ActionMask' number the actions", error.Message, StringComparison.Ordinal);
        LoggedData data = ReadMasked(rows, ["wait", "go"]);
        Assert.Equal(2, data.Transitions.MaskedActions);

        rows[1].Action = "go";
        error = Assert.Throws<ArgumentException>(() => ReadMasked(rows, ["wait", "go"]));
        Assert.StartsWith(
            "Row 1 has the action number 1 in 'Action', which its mask in 'ActionMask' rules out.",
            error.Message,
            StringComparison.Ordinal);
    }

    private LoggedData ReadMasked(MaskedStep[] rows, string[]? names) => Shop.Read(
        _context, _context.Data.LoadFromEnumerable(rows), new DeepQTrainer.Options { ActionNames = names });

    private LoggedData Read(Action<DeepQTrainer.Options>? change = null)
    {
        DeepQTrainer.Options options = Shop.Options(_context);
        change?.Invoke(options);
        return Shop.Read(_context, Shop.Episodes(_context), options);
    }

    private void AssertRefused(string message, Action<DeepQTrainer.Options> change) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Read(change)).Message, StringComparison.Ordinal);

    private DeepQTrainer.Options WithoutSuccessor()
    {
        DeepQTrainer.Options options = Shop.Options(_context);
        options.NextStateColumnName = null;
        return options;
    }

    private IDataView With(IEstimator<ITransformer> change) =>
        change.Fit(Shop.Episodes(_context)).Transform(Shop.Episodes(_context));

    private static float[] Successors(LoggedData data)
    {
        TransitionBatch batch = new(data.Transitions.Count, 3);
        for (int i = 0; i < batch.Size; i++)
            batch.Slots[i] = i;
        data.Transitions.Read(batch, 0.5f, 1);
        return [.. batch.NextStates.Chunk(3).Select(state => state[0])];
    }

    private sealed class TimedStep
    {
        public int EpisodeId { get; set; }

        public float Timestamp { get; set; }

        [VectorType(1)]
        public float[] State { get; set; } = [1];

        public int Action { get; set; }

        public float Reward { get; set; }

        public bool Terminated { get; set; }
    }

    private sealed class MaskedStep
    {
        public int EpisodeId { get; set; }

        [VectorType(1)]
        public float[] State { get; set; } = [1];

        public string Action { get; set; } = "";

        [VectorType(2)]
        public bool[] ActionMask { get; set; } = [];

        public float Reward { get; set; }

        public bool Terminated { get; set; }
    }
}
