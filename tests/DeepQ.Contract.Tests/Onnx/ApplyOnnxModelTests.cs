using DeepQ.Contract.Tests.Transforms;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;

namespace DeepQ.Contract.Tests.Onnx;

public sealed class ApplyOnnxModelTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly IDataView _data;

    public ApplyOnnxModelTests() => _data = _context.Data.LoadFromEnumerable(StateRow.Three);

    [Fact]
    public void Columns_have_the_names_and_shapes_of_outputs_with_an_open_first_dimension_of_one()
    {
        using OnnxTransformer policy = _context.Transforms.ApplyOnnxModel(Policy()).Fit(_data);

        DataViewSchema schema = policy.GetOutputSchema(_data.Schema);

        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 1, 2), schema["Q"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Int64, 1), schema["Action"].Type);
    }

    [Fact]
    public void Every_row_is_scored()
    {
        using OnnxTransformer policy = _context.Transforms.ApplyOnnxModel(Policy()).Fit(_data);

        IDataView scored = policy.Transform(_data);

        Assert.Equal([[-4, 2], [8, 2], [0, 2]], scored.Vectors<float>("Q"));
        Assert.Equal([[1L], [0], [1]], scored.Vectors<long>("Action"));
    }

    [Fact]
    public void Only_the_outputs_that_are_named_become_columns()
    {
        using OnnxTransformer policy = _context.Transforms.ApplyOnnxModel("Action", "Sensors", Policy()).Fit(_data);

        DataViewSchema schema = policy.GetOutputSchema(_data.Schema);

        Assert.NotNull(schema.GetColumnOrNull("Action"));
        Assert.Null(schema.GetColumnOrNull("Q"));
    }

    [Fact]
    public void A_model_file_is_as_good_as_a_stream()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (FileStream file = File.Create(path))
                Policy().CopyTo(file);
            using OnnxTransformer policy = _context.Transforms.ApplyOnnxModel(["Q"], ["Sensors"], path).Fit(_data);

            Assert.Equal([[-4, 2], [8, 2], [0, 2]], policy.Transform(_data).Vectors<float>("Q"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void An_output_that_ends_in_output_gives_a_column_without_the_ending_but_promises_it()
    {
        using OnnxModelBuilder builder = new();
        byte[] model = builder.Input("Sensors", OnnxElement.Float, -1, 3)
            .Node("Relu", ["Sensors"], ["Positive.output"])
            .Output("Positive.output", OnnxElement.Float, -1, 3).ToBytes();
        OnnxScoringEstimator estimator = _context.Transforms.ApplyOnnxModel(new MemoryStream(model));
        using OnnxTransformer transformer = estimator.Fit(_data);

        Assert.Equal([[0, 2, 0], [8, 2, 0], [0, 2, 0]], transformer.Transform(_data).Vectors<float>("Positive"));
        Assert.Contains(ShapeProbe.After(estimator, _data), column => column.Name == "Positive.output");
    }

    [Fact]
    public void The_saved_model_holds_the_file_and_gives_the_same_after_loading()
    {
        using OnnxTransformer policy = _context.Transforms.ApplyOnnxModel(Policy()).Fit(_data);

        byte[] entry = SavedModel.Entry(_context, policy, _data.Schema, "TransformerChain/OnnxModel");
        ITransformer loaded = SavedModel.RoundTrip(_context, policy, _data.Schema);

        byte[] file = Policy().ToArray();
        Assert.Equal([.. BitConverter.GetBytes(file.Length), .. file], entry);
        using OnnxTransformer stock = Assert.IsType<OnnxTransformer>(loaded);
        Assert.Equal([[-4, 2], [8, 2], [0, 2]], stock.Transform(_data).Vectors<float>("Q"));
    }

    [Fact]
    public void In_a_chain_its_file_lies_in_the_folder_of_its_place()
    {
        ITransformer chain = _context.Transforms.CopyColumns("Copy", "Position")
            .Append(_context.Transforms.ApplyOnnxModel(Policy())).Fit(_data);

        byte[] entry = SavedModel.Entry(
            _context, chain, _data.Schema, "TransformerChain/Transform_001/OnnxModel");

        Assert.Equal(Policy().Length, BitConverter.ToInt32(entry, 0));
        (chain as IDisposable)?.Dispose();
    }

    [Fact]
    public void It_serves_a_prediction_engine()
    {
        OnnxTransformer policy = _context.Transforms.ApplyOnnxModel(Policy()).Fit(_data);
        using PredictionEngine<DistanceInput, Decision> engine =
            _context.Model.CreatePredictionEngine<DistanceInput, Decision>(policy);

        Assert.Equal([1L], engine.Predict(new DistanceInput { Sensors = [1, 2, 0] }).Action);
        Assert.Equal([3f, 1], engine.Predict(new DistanceInput { Sensors = [3, 1, 0] }).Q);
    }

    [Fact]
    public void Two_models_score_one_after_the_other()
    {
        using OnnxModelBuilder builder = new();
        byte[] relu = builder.Input("Q", OnnxElement.Float, -1, 2).Node("Relu", ["Q"], ["Positive"])
            .Output("Positive", OnnxElement.Float, -1, 2).ToBytes();

        using TransformerChain<OnnxTransformer> chain = _context.Transforms.ApplyOnnxModel(Policy())
            .Append(_context.Transforms.ApplyOnnxModel(new MemoryStream(relu))).Fit(_data);

        Assert.Equal([[0, 2], [8, 2], [0, 2]], chain.Transform(_data).Vectors<float>("Positive"));
    }

    /// <summary>Q = (first sensor, second sensor), the action the greater of them.</summary>
    internal static MemoryStream Policy()
    {
        using OnnxModelBuilder builder = new();
        return new MemoryStream(builder.Input("Sensors", OnnxElement.Float, -1, 3)
            .Constant("Weights", [3, 2], 1, 0, 0, 1, 1, 1)
            .Node("MatMul", ["Sensors", "Weights"], ["Q"])
            .Node("ArgMax", ["Q"], ["Action"], ("axis", 1), ("keepdims", 0))
            .Output("Q", OnnxElement.Float, -1, 2)
            .Output("Action", OnnxElement.Int64, -1).ToBytes());
    }

    private sealed class Decision
    {
        public float[] Q { get; set; }

        public long[] Action { get; set; }
    }
}
