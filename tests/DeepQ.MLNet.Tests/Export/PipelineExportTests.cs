using DeepQ.MLNet.Tests.Support;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Onnx.Verification;
using DeepQ.Serving.Inputs;
using Microsoft.ML.OnnxRuntime;

namespace DeepQ.MLNet.Tests.Export;

/// <summary>A policy and its featurizer in one ONNX file.</summary>
public sealed class PipelineExportTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("policy.onnx");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Raw_columns_go_in_and_values_and_actions_come_out()
    {
        using DeepQTransformer model =
            _context.ReinforcementLearning.Trainers.DeepQ(Shop.Options(_context)).Fit(Shop.Table(_context));
        VerificationReport report = _context.ReinforcementLearning.ExportToOnnx(model, Shop.Table(_context), File);
        Assert.Equal([1, 3, 1], report.Batches.Select(batch => batch.BatchSize));
        Assert.InRange(report.MaxAbsoluteDifference, 0, 1e-5);
        AssertIsWhole();
        OnnxModelInfo info = OnnxModelInfo.Read(System.IO.File.ReadAllBytes(File));
        Assert.All(info.Inputs, input => Assert.Equal("batch", input.Dimensions![0].Name));
        Assert.Equal(["order", "wait"], PolicyMetadata.FromProperties(info.Metadata).ActionNames);
    }

    [Fact]
    public void The_converter_of_ML_NET_leaves_the_policy_out_as_the_page_says()
    {
        using DeepQTransformer model =
            _context.ReinforcementLearning.Trainers.DeepQ(Shop.Options(_context)).Fit(Shop.Table(_context));
        using MemoryStream file = new();
        _context.Model.ConvertToOnnx(model, Shop.Table(_context), file);
        OnnxModelInfo info = OnnxModelInfo.Read(file.ToArray());
        Assert.Contains("QValues", info.Inputs.Select(input => input.Name));
        Assert.Contains("Action", info.Inputs.Select(input => input.Name));
        Assert.DoesNotContain("Gemm", info.OperatorCounts.Keys);
        Assert.DoesNotContain("MatMul", info.OperatorCounts.Keys);
        System.IO.File.WriteAllBytes(File, file.ToArray());
        string refusal = Assert.Throws<PolicyFormatException>(() => _context.ReinforcementLearning.LoadPolicy(File)).Message;
        Assert.EndsWith(
            "ConvertToOnnx, which leaves a policy out of its file: write it with mlContext.ReinforcementLearning.ExportToOnnx.",
            refusal,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_served_like_any_other()
    {
        using DeepQTransformer model =
            _context.ReinforcementLearning.Trainers.DeepQ(Shop.Options(_context)).Fit(Shop.Table(_context));
        IDataView table = Shop.Table(_context);
        _context.ReinforcementLearning.ExportToOnnx(model, table, File);
        float[] expected = [.. model.Transform(table).GetColumn<float[]>("QValues").SelectMany(values => values)];

        using DeepQTransformer whole = _context.ReinforcementLearning.LoadPolicy(File);
        AssertEqual(whole.Transform(table).GetColumn<float[]>("QValues").SelectMany(values => values));
        AssertRefused(() => _context.ReinforcementLearning.Evaluate(table, whole), "evaluate the model of Fit, or LoadPolicy of its zip");
        AssertRefused(() => _context.ReinforcementLearning.ExportToOnnx(whole, table, _folder.File("again.onnx")), "that file");
        DeepQTrainer trainer = _context.ReinforcementLearning.Trainers.DeepQ(Shop.Options(_context));
        AssertRefused(() => trainer.Fit(table, whole), "continue from the transformer of Fit, or from its zip");
        using OnnxPolicy policy = OnnxPolicy.Load(File);
        Assert.Equal(["order", "wait"], policy.ActionNames);
        Assert.Equal(["Stock: Float32", "Weather: Text"], policy.Inputs.Select(input => $"{input}").Order());
        float[] qValues = new float[expected.Length];
        policy.Evaluate(PolicyRows.FromRows(policy, Shop.Log), qValues, new int[Shop.Log.Length]);
        AssertEqual(qValues);
        policy.Evaluate(
            PolicyRows.FromColumns(policy, new Dictionary<string, Array>
            {
                ["Stock"] = Shop.Log.Select(step => step.Stock).ToArray(),
                ["Weather"] = Shop.Log.Select(step => step.Weather).ToArray(),
            }),
            qValues,
            new int[Shop.Log.Length]);
        AssertEqual(qValues);

        static void AssertRefused(Action action, string message) =>
            Assert.Contains(message, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);

        void AssertEqual(IEnumerable<float> actual) => Assert.All(
            expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void A_featurizer_in_the_chain_is_part_of_the_file_and_what_the_state_does_not_need_is_not()
    {
        DeepQTrainer.Options options = Shop.Options(_context);
        options.Featurizer = null;
        using var model = _context.Transforms.Conversion.MapValueToKey("Action")
            .Append(Shop.Featurizer(_context))
            .Append(_context.ReinforcementLearning.Trainers.DeepQ(options))
            .Fit(Shop.Episodes(_context));
        _context.ReinforcementLearning.ExportToOnnx(model, Shop.Episodes(_context), File);
        AssertIsWhole();
    }

    [Fact]
    public void A_policy_without_a_featurizer_is_written_with_the_names_of_its_columns()
    {
        using DeepQTransformer model = TwoStates.Fit(_context);
        _context.ReinforcementLearning.ExportToOnnx(model, TwoStates.Table(_context), File);
        using DeepQTransformer loaded = _context.ReinforcementLearning.LoadPolicy(File);
        Assert.Equal(TwoStates.QValues(model, TwoStates.First), TwoStates.QValues(loaded, TwoStates.First));
    }

    [Fact]
    public void A_transform_whose_form_does_not_run_on_rows_is_told_of_and_no_file_is_left()
    {
        DeepQTrainer.Options options = Shop.Options(_context);
        options.Featurizer = _context.Transforms.Text.ProduceWordBags("Words", "Weather", ngramLength: 1)
            .Append(_context.Transforms.Concatenate("Features", "Stock", "Words"));
        using DeepQTransformer model = _context.ReinforcementLearning.Trainers.DeepQ(options).Fit(Shop.Episodes(_context));
        NotSupportedException error = Assert.Throws<NotSupportedException>(
            () => _context.ReinforcementLearning.ExportToOnnx(model, Shop.Episodes(_context), File));
        Assert.StartsWith(
            "ML.NET's ONNX form of a transform before the policy does not run on rows.", error.Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void A_transform_without_an_ONNX_form_is_named_and_no_file_is_left()
    {
        DeepQTrainer.Options options = Shop.Options(_context);
        options.Featurizer = _context.Transforms
            .CustomMapping<ShopState, Doubled>((from, to) => to.Twice = 2 * from.Stock, null)
            .Append(_context.Transforms.Concatenate("Features", "Stock", "Twice"));
        using DeepQTransformer model =
            _context.ReinforcementLearning.Trainers.DeepQ(options).Fit(Shop.Episodes(_context));
        NotSupportedException error = Assert.Throws<NotSupportedException>(
            () => _context.ReinforcementLearning.ExportToOnnx(model, Shop.Episodes(_context), File));
        Assert.Contains("CustomMappingTransformer", error.Message, StringComparison.Ordinal);
        Assert.Contains("which makes 'Twice', has no ONNX form.", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void What_has_no_policy_is_refused()
    {
        ITransformer model = Shop.Featurizer(_context).Fit(Shop.Table(_context));
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => _context.ReinforcementLearning.ExportToOnnx(model, Shop.Table(_context), File));
        Assert.StartsWith(
            "The model has no policy; it has NormalizingTransformer, ",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_after_the_policy_is_left_out()
    {
        using DeepQTransformer model = TwoStates.Fit(_context);
        IDataView table = TwoStates.Table(_context);
        ITransformer after = _context.Transforms.CopyColumns("Action", "Reward").Fit(table);
        TransformerChain<ITransformer> chain = new(model, after);
        _context.ReinforcementLearning.ExportToOnnx(chain, table, File);
        using DeepQTransformer loaded = _context.ReinforcementLearning.LoadPolicy(File);
        Assert.Equal(TwoStates.QValues(model, TwoStates.First), TwoStates.QValues(loaded, TwoStates.First));
    }

    [Fact]
    public void A_stock_transformer_in_the_place_of_the_policy_is_explained()
    {
        using DeepQTransformer model = TwoStates.Fit(_context);
        IDataView table = TwoStates.Table(_context);
        _context.Model.Save(model, table.Schema, _folder.File("model.zip"));
        ITransformer stock = _context.Model.Load(_folder.File("model.zip"), out _);
        Assert.Contains(
            "load it with mlContext.ReinforcementLearning.LoadPolicy",
            Assert.Throws<ArgumentException>(() => _context.ReinforcementLearning.ExportToOnnx(stock, table, File)).Message,
            StringComparison.Ordinal);
        (stock as IDisposable)?.Dispose();
    }

    [Fact]
    public void Without_rows_to_compare_on_nothing_is_written()
    {
        using DeepQTransformer model = TwoStates.Fit(_context);
        IDataView empty = _context.Data.LoadFromEnumerable(Array.Empty<LoggedStep>());
        Assert.Throws<ArgumentException>(() => _context.ReinforcementLearning.ExportToOnnx(model, empty, File));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private void AssertIsWhole()
    {
        using InferenceSession session = new(File);
        Assert.Equal(["Stock", "Weather"], session.InputNames.Order());
        Assert.Equal(["Action", "QValues"], session.OutputNames.Order());
    }

    private sealed class Doubled
    {
        public float Twice { get; set; }
    }
}
