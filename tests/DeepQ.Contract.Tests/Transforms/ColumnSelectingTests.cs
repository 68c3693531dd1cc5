using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace DeepQ.Contract.Tests.Transforms;

public sealed class ColumnSelectingTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;
    private readonly IDataView _overwritten;

    public ColumnSelectingTests()
    {
        _data = _context.Data.LoadFromEnumerable(StateRow.Three);
        _overwritten = _context.Transforms.CopyColumns("Position", "Velocity").Fit(_data).Transform(_data);
    }

    [Fact]
    public void Selected_columns_come_in_the_order_they_are_named()
    {
        IDataView selected = _context.Transforms.SelectColumns("Terrain", "Position").Fit(_data).Transform(_data);

        Assert.Equal(["Terrain", "Position"], selected.Schema.Names());
        Assert.Equal([1, 2, 3], selected.Scalars<float>("Position"));
    }

    [Fact]
    public void Dropped_columns_are_gone_and_the_others_keep_their_order()
    {
        IDataView kept = _context.Transforms.DropColumns("Position", "Sensors", "Zone").Fit(_data).Transform(_data);

        Assert.Equal(["Velocity", "Terrain", "Lives", "Fuel", "Armed"], kept.Schema.Names());
        Assert.Equal([3, 5, 7], kept.Scalars<int>("Lives"));
    }

    [Fact]
    public void Selecting_takes_the_visible_column_of_a_name()
    {
        IDataView selected = _context.Transforms.SelectColumns("Position").Fit(_overwritten).Transform(_overwritten);

        Assert.Equal(["Position"], selected.Schema.Names());
        Assert.Equal([2, -6, float.NaN], selected.Scalars<float>("Position"));
    }

    [Fact]
    public void Hidden_columns_stay_if_asked_for()
    {
        IDataView selected = _context.Transforms.SelectColumns(["Terrain", "Position"], keepHidden: true)
            .Fit(_overwritten).Transform(_overwritten);

        Assert.Equal(["Terrain", "Position", "Position"], selected.Schema.Names());
        Assert.True(selected.Schema[1].IsHidden);
    }

    [Fact]
    public void Dropping_takes_away_the_hidden_columns_of_a_name_too()
    {
        IDataView kept = _context.Transforms.DropColumns("Position").Fit(_overwritten).Transform(_overwritten);

        Assert.DoesNotContain("Position", kept.Schema.Names());
    }

    [Fact]
    public void The_promised_shape_has_the_selected_columns()
    {
        SchemaShape shape = ShapeProbe.After(_context.Transforms.SelectColumns("Terrain", "Position"), _data);

        Assert.Equal(["Position", "Terrain"], shape.Select(column => column.Name).Order());
    }

    [Fact]
    public void A_saved_model_gives_the_same_after_loading()
    {
        ITransformer loaded = SavedModel.RoundTrip(
            _context, _context.Transforms.SelectColumns("Lives", "Fuel").Fit(_data), _data.Schema);

        Assert.IsType<ColumnSelectingTransformer>(loaded);
        Assert.Equal(["Lives", "Fuel"], loaded.Transform(_data).Schema.Names());
    }

    [Fact]
    public void It_can_be_the_last_step_before_a_prediction_engine()
    {
        ITransformer model = _context.Transforms.CopyColumns("Speed", "Velocity")
            .Append(_context.Transforms.SelectColumns("Speed")).Fit(_data);

        using PredictionEngine<StateRow, Speedometer> engine =
            _context.Model.CreatePredictionEngine<StateRow, Speedometer>(model);

        Assert.Equal(-6, engine.Predict(StateRow.Three[1]).Speed);
    }

    [Fact]
    public void A_missing_column_is_refused_by_name()
    {
        var selecting = Assert.Throws<ArgumentOutOfRangeException>(
            () => _context.Transforms.SelectColumns("Altitude").Fit(_data));
        var dropping = Assert.Throws<ArgumentOutOfRangeException>(
            () => _context.Transforms.DropColumns("Altitude").Fit(_data));

        Assert.Contains("'Altitude'", selecting.Message, StringComparison.Ordinal);
        Assert.Contains("'Altitude'", dropping.Message, StringComparison.Ordinal);
    }

    private sealed class Speedometer
    {
        public float Speed { get; set; }
    }
}
