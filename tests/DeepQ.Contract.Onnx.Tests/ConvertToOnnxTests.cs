using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace DeepQ.Contract.Onnx.Tests;

public sealed class ConvertToOnnxTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public ConvertToOnnxTests() => _data = _context.Data.LoadFromEnumerable(FlightRow.Three);

    [Fact]
    public void Raw_columns_are_inputs_and_made_columns_are_outputs_with_an_ending()
    {
        using ConvertedModel model = Convert(_context.Transforms.Concatenate("State", "Height", "Wind"));

        Assert.Contains("Height", model.Inputs);
        Assert.Contains("Wind", model.Inputs);
        Assert.Contains("State.output", model.Outputs);
        Assert.Equal([-1, 2], model.InputShape("Wind"));
        Assert.Equal([-1, 1], model.InputShape("Height"));
    }

    [Fact]
    public void Concatenated_and_normalized_columns_agree_with_the_pipeline() => AssertAgrees(
        "State",
        _context.Transforms.Concatenate("State", "Height", "Wind", "Speed")
            .Append(_context.Transforms.NormalizeMinMax("State", fixZero: false)));

    [Fact]
    public void Normalized_scalars_agree_with_the_pipeline() => AssertAgrees(
        "All",
        _context.Transforms.NormalizeMinMax("Height")
            .Append(_context.Transforms.NormalizeMeanVariance("Pace", "Speed", fixZero: false))
            .Append(_context.Transforms.Concatenate("All", "Pace", "Height")));

    [Fact]
    public void Copied_converted_and_selected_columns_agree_with_the_pipeline() => AssertAgrees(
        "All",
        _context.Transforms.Conversion.ConvertType("Count", "Engines")
            .Append(_context.Transforms.CopyColumns("Rate", "Speed"))
            .Append(_context.Transforms.DropColumns("Speed"))
            .Append(_context.Transforms.Concatenate("All", "Rate", "Count"))
            .Append(_context.Transforms.SelectColumns("All")));

    [Fact]
    public void One_hot_vectors_of_text_and_of_numbers_agree_with_the_pipeline() => AssertAgrees(
        "All",
        _context.Transforms.Categorical.OneHotEncoding("Kind", "Weather")
            .Append(_context.Transforms.Categorical.OneHotEncoding("Size", "Engines"))
            .Append(_context.Transforms.Concatenate("All", "Kind", "Height", "Size")));

    [Fact]
    public void A_value_that_was_not_learnt_has_no_one()
    {
        using ConvertedModel model = Convert(_context.Transforms.Categorical.OneHotEncoding("Kind", "Weather"));

        FlightRow stormy = new() { Weather = "storm", Wind = [0, 0] };
        FlightRow foggy = new() { Weather = "fog", Wind = [0, 0] };

        Assert.Equal([0f, 0, 0, 1], model.Run<float>("Kind.output", [stormy, foggy]));
    }

    [Fact]
    public void Keys_are_counted_from_one_and_turn_back_into_their_values()
    {
        using ConvertedModel model = Convert(
            _context.Transforms.Conversion.MapValueToKey("Key", "Weather")
                .Append(_context.Transforms.Conversion.MapKeyToValue("Name", "Key")));

        Assert.Equal([1u, 2, 1], model.Run<uint>("Key.output", FlightRow.Three));
        Assert.Equal(["clear", "fog", "clear"], model.Run<string>("Name.output", FlightRow.Three));
    }

    [Fact]
    public void Read_back_by_a_pipeline_an_output_becomes_a_column_without_its_ending()
    {
        ITransformer pipeline = _context.Transforms.Concatenate("State", "Height", "Speed").Fit(_data);
        using var file = new MemoryStream(ConvertedModel.Bytes(_context, pipeline, _data));

        using OnnxTransformer scored = _context.Transforms.ApplyOnnxModel(file).Fit(_data);

        Assert.NotNull(scored.GetOutputSchema(_data.Schema).GetColumnOrNull("State"));
    }

    [Fact]
    public void Only_the_columns_that_are_named_become_outputs()
    {
        ITransformer pipeline = _context.Transforms.Concatenate("State", "Height", "Speed").Fit(_data);
        using var file = new MemoryStream();

        _context.Model.ConvertToOnnx(pipeline, _data, file, "State");

        using var model = new ConvertedModel(file.ToArray());
        // The names of its slots come along.
        Assert.Equal(["State.output", "mlnet.State.unusedOutput"], model.Outputs);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(12)]
    public void Older_operators_may_be_asked_for(int version)
    {
        ITransformer pipeline = _context.Transforms.Categorical.OneHotEncoding("Kind", "Weather").Fit(_data);
        using var file = new MemoryStream();

        _context.Model.ConvertToOnnx(pipeline, _data, version, file);

        using var model = new ConvertedModel(file.ToArray());
        Assert.Equal([1f, 0, 0, 1, 1, 0], model.Run<float>("Kind.output", FlightRow.Three));
    }

    private void AssertAgrees<T>(string column, IEstimator<T> estimator)
        where T : class, ITransformer
    {
        ITransformer pipeline = estimator.Fit(_data);
        IDataView expected = pipeline.Transform(_data);
        using var model = new ConvertedModel(ConvertedModel.Bytes(_context, pipeline, _data));

        float[] numbers =
            [.. expected.GetColumn<VBuffer<float>>(expected.Schema[column]).SelectMany(row => row.DenseValues())];
        float[] converted = model.Run<float>($"{column}.output", FlightRow.Three);

        Assert.Equal(numbers, converted, (a, b) => Math.Abs(a - b) <= 1e-6f);
    }

    private ConvertedModel Convert<T>(IEstimator<T> estimator)
        where T : class, ITransformer
        => new(ConvertedModel.Bytes(_context, estimator.Fit(_data), _data));
}
