using DeepQ.Contract.Tests.Transforms;
using Microsoft.ML;
using Microsoft.ML.Transforms.Onnx;

namespace DeepQ.Contract.Tests.Onnx;

public sealed class OnnxErrorTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public OnnxErrorTests() => _data = _context.Data.LoadFromEnumerable(StateRow.Three);

    [Fact]
    public void A_missing_column_is_named()
    {
        IDataView without = _context.Transforms.DropColumns("Sensors").Fit(_data).Transform(_data);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Policy().Fit(without));

        Assert.Contains("'Sensors'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_another_type_is_refused()
    {
        IDataView other = _context.Transforms.CopyColumns("Sensors", "Fuel").Fit(_data).Transform(_data);

        Assert.Throws<ArgumentOutOfRangeException>(() => Policy().Fit(other));
    }

    [Fact]
    public void A_vector_of_another_length_is_refused()
    {
        IDataView other = _context.Transforms.Concatenate("Sensors", "Position", "Velocity")
            .Fit(_data).Transform(_data);

        var error = Assert.Throws<InvalidOperationException>(() => Policy().Fit(other));

        Assert.Contains("'Sensors'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_the_model_has_not_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _context.Transforms.ApplyOnnxModel("Value", "Sensors", ApplyOnnxModelTests.Policy()));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _context.Transforms.ApplyOnnxModel("Q", "Position", ApplyOnnxModelTests.Policy()).Fit(_data));
    }

    [Fact]
    public void A_given_shape_must_agree_with_the_model() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Transforms.ApplyOnnxModel(
            ApplyOnnxModelTests.Policy(), new Dictionary<string, int[]> { ["Sensors"] = [1, 4] }));

    [Fact]
    public void What_is_no_model_is_refused() =>
        Assert.Throws<InvalidOperationException>(
            () => _context.Transforms.ApplyOnnxModel(new MemoryStream([1, 2, 3])));

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Assert.ThrowsAny<IOException>(
            () => _context.Transforms.ApplyOnnxModel(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName())));

    [Fact]
    public void A_transformer_may_be_disposed_twice_and_scores_no_more()
    {
        OnnxTransformer policy = Policy().Fit(_data);
        IDataView scored = policy.Transform(_data);

        policy.Dispose();
        policy.Dispose();

        Assert.ThrowsAny<Exception>(() => scored.Vectors<float>("Q"));
    }

    private OnnxScoringEstimator Policy() => _context.Transforms.ApplyOnnxModel(ApplyOnnxModelTests.Policy());
}
