using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Trainer;

/// <summary>What a table of transitions may hold, and what is said of one that cannot be used.</summary>
public sealed class LoggedDataTests
{
    private static readonly MLContext Context = new(1);

    [Fact]
    public void A_key_counts_from_one_and_its_values_name_the_actions()
    {
        // In the order of their first appearance: Wait is key 1 and action 0, Go is key 2 and action 1.
        IDataView text = Context.Data.LoadFromEnumerable(TwoStates.Log.Select(NamedStep.Of));
        IDataView table = Context.Transforms.Conversion.MapValueToKey("Action").Fit(text).Transform(text);
        using DeepQTransformer policy = Fit(table, TwoStates.Options());
        Assert.Equal(["Wait", "Go"], policy.Policy.ActionNames);
        Assert.Equal(1, policy.Policy.Act(TwoStates.Second));
        Assert.Equal(1, TwoStates.QValues(policy, TwoStates.Second)[1], 0.01f);
    }

    [Fact]
    public void A_key_without_values_still_says_how_many_actions_there_are()
    {
        using DeepQTransformer policy = Fit(Context.Data.LoadFromEnumerable([new KeyedStep { Action = 1 }]), OneUpdate());
        Assert.Equal(["0", "1"], policy.Policy.ActionNames);
    }

    [Fact]
    // ML.NET takes a value that is beyond the key's count for a missing one.
    public void A_missing_key_is_refused() => AssertRefused(
        Context.Data.LoadFromEnumerable([new KeyedStep { Action = 2 }]), "Row 0 has no action: the key in 'Action' is missing.");

    [Fact]
    public void Numbers_of_any_whole_type_are_actions()
    {
        AssertTwoActions<byte>(1);
        AssertTwoActions<ushort>(1);
        AssertTwoActions<uint>(1);
        AssertTwoActions<ulong>(1);
        AssertTwoActions<sbyte>(1);
        AssertTwoActions<short>(1);
        AssertTwoActions<long>(1);

        static void AssertTwoActions<T>(T action)
        {
            using DeepQTransformer policy = Fit(
                Context.Data.LoadFromEnumerable([new TypedStep<T> { Action = action }]), OneUpdate());
            Assert.Equal(["0", "1"], policy.Policy.ActionNames);
        }
    }

    [Fact]
    public void Names_that_are_given_say_how_many_actions_there_are()
    {
        DeepQTrainer.Options options = OneUpdate();
        options.ActionNames = ["wait", "go", "never logged"];
        using DeepQTransformer policy = Fit(TwoStates.Table(Context), options);
        Assert.Equal(options.ActionNames, policy.Policy.ActionNames);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void An_action_out_of_range_is_named_with_its_row(int action)
    {
        DeepQTrainer.Options options = OneUpdate();
        options.ActionNames = ["wait", "go"];
        AssertRefused(
            Table(new LoggedStep(), new LoggedStep { Action = action }),
            $"Row 1 has the action {action} in 'Action'; it must be from 0 to 1.",
            options);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_value_that_is_not_finite_is_named_with_its_row_and_place(float value)
    {
        AssertRefused(
            Table(new LoggedStep(), new LoggedStep { State = [0, value] }),
            $"Row 1 has {value} at position 1 of 'State'; every value must be finite.");
        AssertRefused(
            Table(new LoggedStep { NextState = [value, 0] }),
            $"Row 0 has {value} at position 0 of 'NextState'; every value must be finite.");
        AssertRefused(
            Table(new LoggedStep { Reward = value }), $"Row 0 has the reward {value} in 'Reward'; it must be finite.");
    }

    [Theory]
    [InlineData(3e38f)]
    [InlineData(-1.1e30f)]
    public void A_number_whose_sums_are_none_is_refused_with_its_row_and_column(float value)
    {
        string text = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        const string Limit = "must be within ±1E+30, because sums of greater ones overflow in single precision.";
        AssertRefused(
            Table(new LoggedStep(), new LoggedStep { State = [0, value] }),
            $"Row 1 has {text} at position 1 of 'State'; every value {Limit}");
        AssertRefused(
            Table(new LoggedStep { NextState = [value, 0] }),
            $"Row 0 has {text} at position 0 of 'NextState'; every value {Limit}");
        AssertRefused(Table(new LoggedStep { Reward = value }), $"Row 0 has the reward {text} in 'Reward'; it {Limit}");
    }

    [Theory]
    [InlineData(1e30f, 1)]
    [InlineData(1, 1e30f)]
    [InlineData(1e30f, 1e30f)]
    public void The_greatest_numbers_that_are_taken_are_learned_from(float scale, float reward)
    {
        LoggedStep[] rows =
        [
            .. TwoStates.Log.Select(step => new LoggedStep
            {
                State = [scale * step.State[0], -scale * step.State[1]],
                NextState = [scale * step.NextState[0], -scale * step.NextState[1]],
                Action = step.Action,
                Reward = reward * step.Reward,
                Terminated = step.Terminated,
            }),
        ];
        using DeepQTransformer policy = Fit(Table(rows), TwoStates.Options());
        float[] values = new float[2];
        policy.Policy.QValues([0, -scale], values);
        Assert.InRange(values[TwoStates.Go], 0.98 * reward, 1.02 * reward);
    }

    [Fact]
    public void A_table_without_rows_is_refused() =>
        AssertRefused(Table(), "The table has no rows; at least one transition is needed.");

    [Theory]
    [InlineData("State", "There is no state column 'State', which must be a vector of Single of known size")]
    [InlineData("Action", "There is no action column 'Action', which must be a key, an integer counted from 0, or text")]
    [InlineData("Reward", "There is no reward column 'Reward', which must be a number")]
    [InlineData("NextState", "There is no next state column 'NextState', which must be a vector of Single of known size")]
    [InlineData("Terminated", "There is no terminated column 'Terminated', which must be a Boolean")]
    public void A_missing_column_is_named_with_what_it_must_be(string column, string message)
    {
        IDataView whole = TwoStates.Table(Context);
        AssertRefused(Context.Transforms.DropColumns(column).Fit(whole).Transform(whole), message);
    }

    [Fact]
    public void A_column_of_the_wrong_type_is_named_with_its_type()
    {
        IDataView whole = TwoStates.Table(Context);
        AssertRefused(Context.Transforms.CopyColumns("State", "Reward").Fit(whole).Transform(whole), "The state column 'State' is ");
        AssertRefused(Converted("Action", DataKind.Single), "The action column 'Action' is ");
        AssertRefused(Converted("Reward", DataKind.Boolean), "The reward column 'Reward' is ");
        AssertRefused(Converted("Terminated", DataKind.Single), "The terminated column 'Terminated' is ");
    }

    [Fact]
    public void A_successor_of_another_size_is_refused()
    {
        IDataView whole = TwoStates.Table(Context);
        AssertRefused(
            Context.Transforms.Concatenate("State", "State", "Reward").Fit(whole).Transform(whole),
            "The state column 'State' has 3 values, but the next state column 'NextState' 2; they must have the same number.");
    }

    [Fact]
    public void Sparse_states_are_read_as_dense_ones()
    {
        SparseStep[] rows =
        [
            .. TwoStates.Log.Select(step => new SparseStep
            {
                State = new VBuffer<float>(2, 1, [1], [Array.IndexOf(step.State, 1)]),
                NextState = new VBuffer<float>(2, 1, [1], [Array.IndexOf(step.NextState, 1)]),
                Action = step.Action,
                Reward = step.Reward,
                Terminated = step.Terminated,
            }),
        ];
        using DeepQTransformer sparse = Fit(Context.Data.LoadFromEnumerable(rows), OneUpdate());
        using DeepQTransformer dense = TwoStates.Fit(new MLContext(1), OneUpdate());
        Assert.Equal(TwoStates.QValues(dense, TwoStates.First), TwoStates.QValues(sparse, TwoStates.First));
    }

    private static DeepQTrainer.Options OneUpdate()
    {
        DeepQTrainer.Options options = TwoStates.Options();
        options.Updates = 1;
        return options;
    }

    private static IDataView Table(params LoggedStep[] rows) => Context.Data.LoadFromEnumerable(rows);

    private static IDataView Converted(string column, DataKind kind)
    {
        IDataView whole = TwoStates.Table(Context);
        return Context.Transforms.Conversion.ConvertType(column, outputKind: kind).Fit(whole).Transform(whole);
    }

    private static DeepQTransformer Fit(IDataView table, DeepQTrainer.Options options) =>
        new MLContext(1).ReinforcementLearning.Trainers.DeepQ(options).Fit(table);

    private static void AssertRefused(IDataView table, string message, DeepQTrainer.Options? options = null)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Fit(table, options ?? OneUpdate()));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }
}
