using DeepQ.Learning.Data;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Data;

/// <summary>Actions that are told by keys, numbers and text.</summary>
public sealed class ActionColumnTests
{
    private readonly MLContext _context = new(1);

    [Fact]
    public void Keys_take_the_order_of_the_names_that_are_given()
    {
        // Key 1 is Wait, which appears first; in the order that is given it is action 1.
        LoggedData data = Read(Keys(), ["Go", "Wait", "Stop"]);
        Assert.Equal(["Go", "Wait", "Stop"], data.ActionSpace.Names);
        Assert.Equal([1, 0, 1, 0], Enumerable.Range(0, 4).Select(data.Transitions.ActionAt));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Codes_mean_the_same_as_keys_and_as_numbers_whatever_the_order_of_rows(bool reverse)
    {
        int[] codes = [30, 10, 20];
        LoggedStep[] rows =
            [.. (reverse ? codes.Reverse() : codes).Select(code => new LoggedStep { Action = code, Reward = code })];
        IDataView table = _context.Data.LoadFromEnumerable(rows);
        IDataView keys = _context.Transforms.Conversion.MapValueToKey("Action").Fit(table).Transform(table);
        LoggedData data = Read(keys);
        Assert.Equal(rows.Select(row => $"{row.Action}"), data.ActionSpace.Names);

        string[] names = ["20", "30", "10"];
        foreach (IDataView view in new[] { keys, table })
        {
            data = Read(view, names);
            Assert.Equal(names, data.ActionSpace.Names);
            Assert.Equal(
                rows.Select(row => Array.IndexOf(names, $"{row.Action}")),
                Enumerable.Range(0, 3).Select(data.Transitions.ActionAt));
        }
    }

    [Fact]
    public void Times_that_differ_by_a_tick_are_different_actions()
    {
        DateTime noon = new(2026, 1, 1, 12, 0, 0);
        IDataView table = _context.Data.LoadFromEnumerable(
            Enumerable.Range(0, 3).Select(i => new TimedStep { Slot = noon.AddTicks(i), Reward = i }));
        IDataView keys = _context.Transforms.Conversion.MapValueToKey("Action", "Slot").Fit(table).Transform(table);

        Assert.Equal(
            ["2026-01-01T12:00:00.0000000", "2026-01-01T12:00:00.0000001", "2026-01-01T12:00:00.0000002"],
            Read(keys).ActionSpace.Names);
    }

    [Fact]
    public void A_code_that_the_names_lack_is_refused() => AssertRefused(
        _context.Data.LoadFromEnumerable([new LoggedStep { Action = 1 }]),
        "Row 0 has the action 1 in 'Action'; it must be one of 10, 20.",
        ["10", "20"]);

    [Fact]
    public void A_key_that_the_names_lack_is_refused() => AssertRefused(
        Keys(),
        "Row 1 has the action 'Go' in 'Action', which is not one of the actions: Wait, Stop. These are the names in ActionNames, " +
        "or those of the training to continue.",
        ["Wait", "Stop"]);

    [Fact]
    public void A_number_that_counts_no_actions_is_refused_before_it_makes_a_network_of_that_size() => AssertRefused(
        _context.Data.LoadFromEnumerable([new LoggedStep { Action = 1_000_000 }]),
        "Row 0 has the action 1000000 in 'Action'; it must be from 0 to 9999. Convert other numbers to keys " +
        "with MapValueToKey.");

    [Fact]
    public void An_empty_text_is_no_action() => AssertRefused(
        _context.Data.LoadFromEnumerable([new NamedStep { Action = " ", State = [1, 0], NextState = [1, 0] }]),
        "Row 0 has no action: the text in 'Action' is empty.");

    [Fact]
    public void A_table_of_one_action_leaves_nothing_to_choose() => AssertRefused(
        _context.Data.LoadFromEnumerable([new LoggedStep()]),
        "'0' is the only action, so there is nothing to choose. Name all actions in ActionNames, including those that were not logged, " +
        "or only this one if you only want to learn its value.");

    [Fact]
    public void One_action_that_is_named_is_meant()
    {
        using LoggedData data = Read(_context.Data.LoadFromEnumerable([new LoggedStep()]), ["0"]);
        Assert.Equal(["0"], data.ActionSpace.Names);
        Assert.Empty(data.Report.Warnings);
    }

    [Fact]
    public void Returns_of_several_steps_that_no_row_allows_are_told_of()
    {
        List<string> messages = [];
        _context.Log += (_, log) => messages.Add(log.Message);
        LoggedStep[] rows = [new() { Action = 1 }, new() { Action = 1, State = [5, 5], NextState = [6, 6] }];
        DeepQTrainer.Options options = new() { NStep = 3, Updates = 1, BatchSize = 2 };
        using TrainingResult result =
            _context.ReinforcementLearning.Trainers.DeepQ(options).Train(_context.Data.LoadFromEnumerable(rows));
        Assert.Contains(messages, message => message.EndsWith(
            "NStep is 3, but no row is followed by the row of its next state: every return has one step.", StringComparison.Ordinal));
    }

    private IDataView Keys()
    {
        IDataView text = _context.Data.LoadFromEnumerable(TwoStates.Log.Select(NamedStep.Of));
        return _context.Transforms.Conversion.MapValueToKey("Action").Fit(text).Transform(text);
    }

    private LoggedData Read(IDataView table, string[]? names = null) =>
        Shop.Read(_context, table, new DeepQTrainer.Options { ActionNames = names });

    private void AssertRefused(IDataView table, string message, string[]? names = null) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Read(table, names)).Message);

    private sealed class TimedStep
    {
        public DateTime Slot { get; set; }

        [Microsoft.ML.Data.VectorType(2)]
        public float[] State { get; set; } = [1, 0];

        [Microsoft.ML.Data.VectorType(2)]
        public float[] NextState { get; set; } = [1, 0];

        public float Reward { get; set; }

        public bool Terminated { get; set; } = true;
    }
}
