using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using static Microsoft.ML.Transforms.NormalizingTransformer;

namespace DeepQ.Contract.Tests.Transforms;

public sealed class NormalizeTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public NormalizeTests() => _data = _context.Data.LoadFromEnumerable(StateRow.Three);

    [Fact]
    public void MinMax_divides_by_the_largest_magnitude_so_that_zero_stays_zero()
    {
        IDataView scaled = _context.Transforms.NormalizeMinMax("Sensors").Fit(_data).Transform(_data);

        Assert.Equal([[-0.5f, 0, 0], [1, 0, 0], [0, 0, 0]], scaled.Vectors<float>("Sensors"));
    }

    [Fact]
    public void MinMax_without_a_fixed_zero_spans_zero_to_one()
    {
        IDataView scaled = _context.Transforms.NormalizeMinMax("Sensors", fixZero: false).Fit(_data).Transform(_data);

        Assert.Equal([[0, 0, 0], [1, 0, 0], [1 / 3f, 0, 0]], scaled.Vectors<float>("Sensors"));
    }

    [Fact]
    public void MinMax_of_scalars_takes_no_account_of_NaN_and_passes_it_on()
    {
        IDataView scaled = _context.Transforms.NormalizeMinMax("Scaled", "Velocity").Fit(_data).Transform(_data);

        Assert.Equal([2 / 6f, -1, float.NaN], scaled.Scalars<float>("Scaled"));
    }

    [Fact]
    public void MinMax_keeps_double_precision()
    {
        IDataView scaled = _context.Transforms.NormalizeMinMax("Fuel").Fit(_data).Transform(_data);

        Assert.Equal([0.2, 1, -0.6], scaled.Scalars<double>("Fuel").Select(value => Math.Round(value, 15)));
    }

    [Fact]
    public void MeanVariance_divides_by_the_root_of_the_mean_square()
    {
        IDataView scaled = _context.Transforms.NormalizeMeanVariance("Position").Fit(_data).Transform(_data);

        float rootMeanSquare = MathF.Sqrt((1 + 4 + 9) / 3f);
        Assert.Equal(
            [1 / rootMeanSquare, 2 / rootMeanSquare, 3 / rootMeanSquare], scaled.Scalars<float>("Position"), Close);
    }

    [Fact]
    public void MeanVariance_without_a_fixed_zero_gives_mean_zero_and_variance_one()
    {
        IDataView scaled = _context.Transforms.NormalizeMeanVariance("Position", fixZero: false)
            .Fit(_data).Transform(_data);

        float deviation = MathF.Sqrt(2 / 3f);
        Assert.Equal([-1 / deviation, 0, 1 / deviation], scaled.Scalars<float>("Position"), Close);
    }

    [Fact]
    public void MeanVariance_of_a_constant_is_zero()
    {
        IDataView scaled = _context.Transforms.NormalizeMeanVariance("Sensors", fixZero: false)
            .Fit(_data).Transform(_data);

        Assert.All(scaled.Vectors<float>("Sensors"), row => Assert.Equal(0, row[1]));
    }

    [Fact]
    public void MeanVariance_can_give_the_cumulative_distribution()
    {
        IDataView scaled = _context.Transforms.NormalizeMeanVariance("Position", useCdf: true)
            .Fit(_data).Transform(_data);

        // Φ(±1.2247), Φ(0)
        Assert.Equal([0.1103f, 0.5f, 0.8897f], scaled.Scalars<float>("Position"), (a, b) => Math.Abs(a - b) < 1e-3);
    }

    [Fact]
    public void Only_the_first_examples_count()
    {
        IDataView scaled = _context.Transforms.NormalizeMinMax("Position", maximumExampleCount: 2)
            .Fit(_data).Transform(_data);

        Assert.Equal([0.5f, 1, 1.5f], scaled.Scalars<float>("Position"));
    }

    [Fact]
    public void Zeros_of_sparse_vectors_count()
    {
        IDataView sparse = _context.Data.LoadFromEnumerable<SparseRow>(
        [
            new() { Cells = new VBuffer<float>(4, 1, [2f], [1]) },
            new() { Cells = new VBuffer<float>(4, 2, [-4f, 1f], [1, 3]) },
        ]);

        IDataView scaled = _context.Transforms.NormalizeMeanVariance("Cells", fixZero: false)
            .Fit(sparse).Transform(sparse);

        Assert.Equal([[0, 1, 0, -1], [0, -1, 0, 1]], scaled.Vectors<float>("Cells"));
    }

    [Fact]
    public void The_result_is_marked_as_normalized_and_keeps_slot_names()
    {
        EstimatorChain<NormalizingTransformer> chain = _context.Transforms.Concatenate("State", "Position", "Velocity")
            .Append(_context.Transforms.NormalizeMinMax("State"));
        DataViewSchema schema = chain.Fit(_data).GetOutputSchema(_data.Schema);
        SchemaShape.Column promised = ShapeProbe.After(chain, _data).Single(column => column.Name == "State");

        Assert.True(schema["State"].IsNormalized());
        Assert.Equal(["Position", "Velocity"], schema["State"].SlotNames());
        Assert.Equal(["IsNormalized", "SlotNames"], promised.Annotations.Select(annotation => annotation.Name).Order());
    }

    [Fact]
    public void Its_parameters_can_be_read()
    {
        var vector = (AffineNormalizerModelParameters<ImmutableArray<float>>)_context.Transforms
            .NormalizeMinMax("Sensors").Fit(_data).GetNormalizerModelParameters(0);
        var scalar = (AffineNormalizerModelParameters<float>)_context.Transforms
            .NormalizeMinMax("Velocity", fixZero: false).Fit(_data).GetNormalizerModelParameters(0);

        Assert.Equal([0.125f, 0, 0], vector.Scale.ToArray());
        Assert.Empty(vector.Offset);
        Assert.Equal((0.125f, -6f), (scalar.Scale, scalar.Offset));
    }

    [Fact]
    public void Several_columns_can_be_normalized_at_once()
    {
        IDataView scaled = _context.Transforms.NormalizeMinMax(
            [new InputOutputColumnPair("A", "Position"), new InputOutputColumnPair("Fuel")])
            .Fit(_data).Transform(_data);

        Assert.Equal([1 / 3f, 2 / 3f, 1], scaled.Scalars<float>("A"));
        Assert.Equal(1, scaled.Scalars<double>("Fuel")[1]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_saved_model_gives_the_same_after_loading(bool useCdf)
    {
        TransformerChain<NormalizingTransformer> model = _context.Transforms
            .NormalizeMeanVariance("Sensors", fixZero: false, useCdf: useCdf)
            .Append(_context.Transforms.NormalizeMeanVariance("Fuel", fixZero: false, useCdf: useCdf))
            .Fit(_data);

        IDataView before = model.Transform(_data);
        IDataView after = SavedModel.RoundTrip(_context, model, _data.Schema).Transform(_data);

        Assert.Equal(before.Vectors<float>("Sensors"), after.Vectors<float>("Sensors"));
        Assert.Equal(before.Scalars<double>("Fuel"), after.Scalars<double>("Fuel"));
    }

    [Fact]
    public void It_serves_a_prediction_engine()
    {
        ITransformer model = _context.Transforms.NormalizeMinMax("Scaled", "Position").Fit(_data);

        using PredictionEngine<StateRow, Scaled> engine =
            _context.Model.CreatePredictionEngine<StateRow, Scaled>(model);

        Assert.Equal(2 / 3f, engine.Predict(StateRow.Three[1]).Value);
    }

    [Theory]
    [InlineData("Terrain")]
    [InlineData("Lives")]
    [InlineData("Zone")]
    [InlineData("Altitude")]
    public void Only_a_column_of_floats_can_be_normalized(string column) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Transforms.NormalizeMinMax(column).Fit(_data));

    private static bool Close(float expected, float actual) => Math.Abs(expected - actual) <= 1e-6f;

    private sealed class SparseRow
    {
        [VectorType(4)]
        public VBuffer<float> Cells { get; set; }
    }

    private sealed class Scaled
    {
        [ColumnName("Scaled")]
        public float Value { get; set; }
    }
}
