using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace DeepQ.Contract.Tests.Transforms;

public sealed class CustomMappingTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public CustomMappingTests() => _data = _context.Data.LoadFromEnumerable(StateRow.Three);

    [Fact]
    public void The_members_of_the_result_become_columns()
    {
        IDataView mapped = Estimator(null).Fit(_data).Transform(_data);

        Assert.Equal([-3, 10, 3], mapped.Scalars<float>("Distance"));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 2), mapped.Schema["Pair"].Type);
        Assert.Equal([[1, 2], [2, 4], [3, 6]], mapped.Vectors<float>("Pair"));
    }

    [Fact]
    public void The_code_runs_once_a_row_and_only_if_its_columns_are_read()
    {
        int calls = 0;
        IDataView mapped = _context.Transforms.CustomMapping<DistanceInput, DistanceOutput>(
            (_, output) =>
            {
                calls++;
                output.Pair = [0, 0];
            },
            null).Fit(_data).Transform(_data);

        mapped.Scalars<float>("Position");
        Assert.Equal(0, calls);
        using DataViewRowCursor cursor = mapped.GetRowCursor(mapped.Schema);
        ValueGetter<float> getDistance = cursor.GetGetter<float>(mapped.Schema["Distance"]);
        ValueGetter<VBuffer<float>> getPair = cursor.GetGetter<VBuffer<float>>(mapped.Schema["Pair"]);
        float distance = 0;
        VBuffer<float> pair = default;
        while (cursor.MoveNext())
        {
            getDistance(ref distance);
            getPair(ref pair);
            getDistance(ref distance);
        }

        Assert.Equal(3, calls);
    }

    [Fact]
    public void A_saved_mapping_comes_back_by_its_contract()
    {
        _context.ComponentCatalog.RegisterAssembly(typeof(DistanceMappingFactory).Assembly);

        ITransformer loaded = SavedModel.RoundTrip(
            _context, Estimator(DistanceMappingFactory.ContractName).Fit(_data), _data.Schema);

        Assert.Equal([-3, 10, 3], loaded.Transform(_data).Scalars<float>("Distance"));
    }

    [Fact]
    public void A_mapping_without_a_contract_cannot_be_saved()
    {
        CustomMappingTransformer<DistanceInput, DistanceOutput> model = Estimator(null).Fit(_data);

        Assert.Throws<InvalidOperationException>(() => SavedModel.RoundTrip(_context, model, _data.Schema));
    }

    [Fact]
    public void A_mapping_whose_contract_nobody_registered_cannot_be_loaded()
    {
        CustomMappingTransformer<DistanceInput, DistanceOutput> model = Estimator("Nobody").Fit(_data);

        Assert.Throws<InvalidOperationException>(() => SavedModel.RoundTrip(_context, model, _data.Schema));
    }

    [Fact]
    public void It_serves_a_prediction_engine()
    {
        using PredictionEngine<DistanceInput, DistanceOutput> engine =
            _context.Model.CreatePredictionEngine<DistanceInput, DistanceOutput>(Estimator(null).Fit(_data));

        Assert.Equal(4, engine.Predict(new DistanceInput { Position = 3, Sensors = [1, 2, 3] }).Distance);
        Assert.Equal(7, engine.Predict(new DistanceInput { Position = -5, Sensors = [2, 0, 0] }).Distance);
    }

    [Fact]
    public void A_schema_definition_renames_what_is_read()
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(DistanceInput));
        definition["Position"].ColumnName = "Velocity";

        IDataView mapped = _context.Transforms.CustomMapping<DistanceInput, DistanceOutput>(
            DistanceMappingFactory.Map, null, definition).Fit(_data).Transform(_data);

        Assert.Equal([-2, 14, float.NaN], mapped.Scalars<float>("Distance"));
    }

    [Fact]
    public void The_promised_shape_has_the_members_of_the_result()
    {
        SchemaShape shape = ShapeProbe.After(Estimator(null), _data);

        Assert.Equal(
            SchemaShape.Column.VectorKind.Vector, shape.Single(column => column.Name == "Pair").Kind);
        Assert.Equal(NumberDataViewType.Single, shape.Single(column => column.Name == "Distance").ItemType);
    }

    [Fact]
    public void A_missing_column_and_one_of_another_type_are_refused()
    {
        IDataView without = _context.Transforms.DropColumns("Sensors").Fit(_data).Transform(_data);
        IDataView other = _context.Transforms.CopyColumns("Position", "Fuel").Fit(_data).Transform(_data);

        Assert.Throws<ArgumentOutOfRangeException>(() => Estimator(null).Fit(without));
        Assert.Throws<InvalidOperationException>(() => Estimator(null).Fit(other));
    }

    private CustomMappingEstimator<DistanceInput, DistanceOutput> Estimator(string contract) =>
        _context.Transforms.CustomMapping<DistanceInput, DistanceOutput>(DistanceMappingFactory.Map, contract);
}
