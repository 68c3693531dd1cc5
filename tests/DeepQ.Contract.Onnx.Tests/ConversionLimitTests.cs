using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace DeepQ.Contract.Onnx.Tests;

/// <summary>How far conversion goes with transformers that are not stock, or that ONNX has no words for.</summary>
public sealed class ConversionLimitTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;
    private readonly ITransformer _lead;

    public ConversionLimitTests()
    {
        _data = _context.Data.LoadFromEnumerable(FlightRow.Three);
        _lead = _context.Transforms.Concatenate("State", "Height", "Speed")
            .Append(_context.Transforms.NormalizeMinMax("State")).Fit(_data);
    }

    [Fact]
    public void A_wrapper_that_leaves_all_to_stock_transforms_converts()
    {
        using var model = new ConvertedModel(
            ConvertedModel.Bytes(_context, new WrappedTransformer(_lead), _data));

        Assert.Equal(
            [1 / 4f, 2 / 6f, 2 / 4f, -1, 1, 3 / 6f], model.Run<float>("State.output", FlightRow.Three), Close);
    }

    [Fact]
    public void A_wrapper_around_a_scored_model_does_not_convert()
    {
        using var file = new MemoryStream(ConvertedModel.Bytes(_context, _lead, _data));
        using OnnxTransformer scored = _context.Transforms.ApplyOnnxModel(file).Fit(_data);

        var error = Assert.Throws<InvalidOperationException>(
            () => ConvertedModel.Bytes(_context, new WrappedTransformer(scored), _data));

        Assert.Contains("can not be fully converted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_leading_transformers_of_a_chain_convert_by_themselves()
    {
        using var file = new MemoryStream(ConvertedModel.Bytes(_context, _lead, _data));
        using OnnxTransformer scored = _context.Transforms.ApplyOnnxModel(file).Fit(_data);
        var chain = new TransformerChain<ITransformer>(_lead, scored);

        var leading = new TransformerChain<ITransformer>([.. chain.Take(1)]);
        using var model = new ConvertedModel(ConvertedModel.Bytes(_context, leading, _data));

        Assert.Contains("State.output", model.Outputs);
    }

    private static bool Close(float expected, float actual) => Math.Abs(expected - actual) <= 1e-6f;
}
