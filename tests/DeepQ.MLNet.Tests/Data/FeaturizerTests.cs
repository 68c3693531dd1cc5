using DeepQ.Learning.Data;
using DeepQ.Learning.Replay;
using DeepQ.MLNet.Columns;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Data;

/// <summary>One fitted featurizer makes states and successors, whatever the shape of the table.</summary>
public sealed class FeaturizerTests
{
    private readonly MLContext _context = new(1);

    // (stock / 8, dry, wet); a terminal successor is not looked at, and its state stands in its place.
    private static readonly (float[] State, float[] Next)[] Expected =
    [
        ([0, 1, 0], [0.5f, 0, 1]),
        ([0.5f, 0, 1], [0.25f, 1, 0]),
        ([0.25f, 1, 0], [0.25f, 1, 0]),
        ([1, 0, 1], [0.5f, 0, 1]),
        ([0.5f, 0, 1], [0.5f, 0, 1]),
    ];

    [Fact]
    public void Successors_in_columns_go_through_the_featurizer_of_the_states() =>
        AssertExpected(Shop.Read(_context, Shop.Table(_context), Shop.Options(_context)));

    [Fact]
    public void Successors_in_the_next_row_go_through_it_too() =>
        AssertExpected(Shop.Read(_context, Shop.Episodes(_context), Shop.Options(_context)));

    [Fact]
    public void Before_a_trainer_of_episodes_a_featurizer_may_stand_in_the_chain()
    {
        IDataView table = Shop.Featurizer(_context).Fit(Shop.Episodes(_context)).Transform(Shop.Episodes(_context));
        AssertExpected(Shop.Read(_context, table, new DeepQTrainer.Options { StateColumnName = "Features" }));
        using TransformerChain<DeepQTransformer> model = Shop.Featurizer(_context)
            .Append(_context.ReinforcementLearning.Trainers.DeepQ(
                new DeepQTrainer.Options { StateColumnName = "Features", Updates = 1, BatchSize = 4 }))
            .Fit(Shop.Episodes(_context));
        Assert.Equal(["order", "wait"], model.LastTransformer.Policy.ActionNames);
    }

    [Fact]
    public void Before_a_trainer_of_transitions_it_is_refused_with_what_to_write_instead()
    {
        var pipeline = Shop.Featurizer(_context)
            .Append(_context.Transforms.NormalizeMinMax("Features"))
            .Append(_context.Transforms.CopyColumns("NextState", "Features"))
            .Append(_context.ReinforcementLearning.Trainers.DeepQ(new DeepQTrainer.Options { StateColumnName = "Features" }));
        ArgumentException error = Assert.Throws<ArgumentException>(() => pipeline.Fit(Shop.Table(_context)));
        Assert.StartsWith(
            "'Features' and 'NextState' were each normalized before the trainer.", error.Message, StringComparison.Ordinal);
        Assert.Contains("Featurizer = …, StateColumnName = \"Features\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_successor_may_have_another_name_and_what_never_changes_is_its_own()
    {
        IDataView table = Shop.Table(_context);
        table = _context.Transforms.CopyColumns("Later", "NextStock")
            .Append(_context.Transforms.DropColumns("NextStock", "NextWeather")).Fit(table).Transform(table);
        DeepQTrainer.Options options = Shop.Options(_context);
        options.SuccessorColumns = new Dictionary<string, string> { ["Stock"] = "Later", ["Weather"] = "Weather" };
        LoggedData data = Shop.Read(_context, table, options);
        Assert.Equal([0.5f, 1, 0], Rows(data)[0].Next);
    }

    [Fact]
    public void A_raw_column_without_a_successor_is_named()
    {
        IDataView table = Shop.Table(_context);
        table = _context.Transforms.DropColumns("NextWeather").Fit(table).Transform(table);
        ArgumentException error =
            Assert.Throws<ArgumentException>(() => Shop.Read(_context, table, Shop.Options(_context)));
        Assert.StartsWith(
            "The featurizer reads 'Weather', but there is no column 'NextWeather' with its value after the step.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_successor_of_a_column_that_the_featurizer_does_not_read_is_refused()
    {
        DeepQTrainer.Options options = Shop.Options(_context);
        options.SuccessorColumns = new Dictionary<string, string> { ["Stok"] = "NextStock" };
        ArgumentException error =
            Assert.Throws<ArgumentException>(() => Shop.Read(_context, Shop.Table(_context), options));
        Assert.Equal(
            "SuccessorColumns has 'Stok', which the featurizer does not read: it reads Stock, Weather.",
            error.Message);
    }

    [Fact]
    public void A_value_that_is_not_finite_is_told_with_the_raw_column_that_it_comes_from()
    {
        EpisodeStep[] rows = [.. Shop.Log.Select(step => step.Copy())];
        rows[1].Stock = float.NaN;
        AssertNamed("Row 1 has NaN at position 0 of 'Features' ('Level'); 'Stock' has NaN; every value must be finite.");

        (rows[1].Stock, rows[0].NextStock) = (4, float.PositiveInfinity);
        AssertNamed(
            "Row 0 has Infinity at position 0 of 'Features of the next state' ('Level'); 'NextStock' has Infinity; " +
            "every value must be finite.");

        void AssertNamed(string message) => Assert.Equal(message, Assert.Throws<ArgumentException>(() => Shop.Read(
            _context, _context.Data.LoadFromEnumerable(rows), Shop.Options(_context))).Message);
    }

    [Fact]
    public void A_value_of_a_raw_vector_is_told_with_its_position()
    {
        FlightRow[] rows = FlightRow.Three;
        DeepQTrainer.Options options = new()
        {
            Featurizer = _context.Transforms.Concatenate("State", "Height", "Wind"),
            ActionColumnName = "Engines",
            RewardColumnName = "Speed",
            StateColumnName = "State",
        };
        rows[2].Wind[1] = float.NaN;
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => Shop.Read(_context, _context.Data.LoadFromEnumerable(rows), options));
        Assert.StartsWith("Row 2 has NaN at position 2 of 'State'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'Wind' has NaN at position 1; every", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_were_made_apart_are_refused()
    {
        IDataView table = Shop.Table(_context);
        table = _context.Transforms.Conversion.MapValueToKey("Weather")
            .Append(_context.Transforms.Conversion.MapValueToKey("NextWeather")).Fit(table).Transform(table);
        ArgumentException error =
            Assert.Throws<ArgumentException>(() => Shop.Read(_context, table, Shop.Options(_context)));
        Assert.StartsWith(
            "'Weather' and 'NextWeather' are keys that were created separately", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fitted_model_takes_raw_columns_in_a_table_and_in_a_prediction_engine()
    {
        using DeepQTransformer model =
            _context.ReinforcementLearning.Trainers.DeepQ(Shop.Options(_context)).Fit(Shop.Table(_context));
        ShopState[] states = [new() { Stock = 4, Weather = "wet" }, new() { Stock = 1 }];
        IDataView scored = model.Transform(_context.Data.LoadFromEnumerable(states));
        ActingRow[] rows = [.. _context.Data.CreateEnumerable<ActingRow>(scored, reuseRowObject: false)];

        float[] expected = new float[2];
        model.Policy.QValues([0.5f, 0, 1], expected);
        Assert.Equal(expected, rows[0].QValues);
        using var engine = _context.Model.CreatePredictionEngine<ShopState, ActingRow>(
            model, new PredictionEngineOptions { OwnsTransformer = false });
        Assert.Equal(rows[0].QValues, engine.Predict(states[0]).QValues);
        Assert.Equal(rows[1].QValues, engine.Predict(states[1]).QValues);
    }

    [Fact]
    public void The_promised_columns_are_those_that_the_model_gives()
    {
        IDataView table = Shop.Table(_context);
        DeepQTrainer trainer = _context.ReinforcementLearning.Trainers.DeepQ(Shop.Options(_context));
        using DeepQTransformer model = trainer.Fit(table);
        Assert.Equal(
            model.GetOutputSchema(table.Schema).Select(column => column.Name).Distinct().Order(),
            trainer.GetOutputSchema(PolicyShape.Of(table.Schema)).Select(column => column.Name).Order());
    }

    [Fact]
    public void A_saved_model_holds_the_featurizer_and_needs_no_assembly_of_ours()
    {
        using TemporaryFolder folder = new();
        using DeepQTransformer model =
            _context.ReinforcementLearning.Trainers.DeepQ(Shop.Options(_context)).Fit(Shop.Table(_context));
        _context.Model.Save(model, Shop.Table(_context).Schema, folder.File("model.zip"));
        ITransformer loaded = new MLContext().Model.Load(folder.File("model.zip"), out _);
        IDataView scored = loaded.Transform(Shop.Table(_context));
        float[][] expected = [.. model.Transform(Shop.Table(_context)).GetColumn<float[]>("QValues")];
        Assert.Equal(
            expected.SelectMany(row => row),
            scored.GetColumn<float[]>("QValues").SelectMany(row => row),
            (one, other) => Math.Abs(one - other) < 1e-5f);
        Assert.IsType<TransformerChain<ITransformer>>(loaded);
        (loaded as IDisposable)?.Dispose();
    }

    private static void AssertExpected(LoggedData data)
    {
        Assert.Equal(Expected.Select(row => row.State), Rows(data).Select(row => row.State));
        Assert.Equal(Expected.Select(row => row.Next), Rows(data).Select(row => row.Next));
        Assert.Equal(["order", "wait"], data.ActionSpace.Names);
        Assert.Equal([3, 2], data.Episodes!.Select(episode => episode.Count));
        Assert.Empty(data.Report.Findings);
    }

    private static (float[] State, float[] Next)[] Rows(LoggedData data)
    {
        TransitionBatch batch = new(data.Transitions.Count, 3);
        for (int i = 0; i < batch.Size; i++)
            batch.Slots[i] = i;
        data.Transitions.Read(batch, 0.5f, 1);
        return [.. batch.States.Chunk(3).Zip(batch.NextStates.Chunk(3))];
    }
}
