using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Trainer;

/// <summary>The greedy action as ML.NET's trainers give a prediction.</summary>
public sealed class PredictedActionTests : IDisposable
{
    private readonly MLContext _context = new(1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pipeline_ends_in_the_names_of_the_actions()
    {
        IDataView table = Shop.Table(_context);
        using var model = _context.ReinforcementLearning.Trainers.DeepQ(Shop.Options(_context))
            .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedAction"))
            .Fit(table);
        using var engine = _context.Model.CreatePredictionEngine<ShopState, NamedAction>(
            model, new PredictionEngineOptions { OwnsTransformer = false });

        NamedAction[] rows = [.. _context.Data.CreateEnumerable<NamedAction>(model.Transform(table), reuseRowObject: false)];

        // The policy's actions are in the order of their names.
        Assert.Equal(rows.Select(row => row.QValues[0] >= row.QValues[1] ? "order" : "wait"), rows.Select(row => row.PredictedAction));
        Assert.Equal(
            rows.Select(row => row.PredictedAction),
            Shop.Log.Select(step => engine.Predict(new() { Stock = step.Stock, Weather = step.Weather }).PredictedAction));
    }

    [Fact]
    public void The_key_is_the_action_of_the_exported_file_and_of_the_saved_pipeline()
    {
        IDataView table = Shop.Table(_context);
        using DeepQTransformer model = _context.ReinforcementLearning.Trainers.DeepQ(Shop.Options(_context)).Fit(table);
        uint[] keys = [.. model.Transform(table).GetColumn<uint>("PredictedAction")];
        string file = _folder.File("policy.onnx");
        string pipeline = _folder.File("pipeline.zip");

        _context.ReinforcementLearning.ExportToOnnx(model, table, file);
        _context.Model.Save(model, table.Schema, pipeline);

        IDataView raw = _context.Data.LoadFromEnumerable(Shop.Log.Select(step => new RawShop { Stock = [step.Stock], Weather = [step.Weather] }));
        using var exported = _context.Transforms.ApplyOnnxModel(["Action"], ["Stock", "Weather"], file).Fit(raw);
        Assert.Equal(keys, exported.Transform(raw).GetColumn<long[]>("Action").Select(action => (uint)action[0] + 1));
        ITransformer loaded = _context.Model.Load(pipeline, out _);
        Assert.Equal(keys, loaded.Transform(table).GetColumn<uint>("PredictedAction"));
    }

    [Fact]
    public void The_column_has_the_name_of_the_options()
    {
        DeepQTrainer.Options options = Shop.Options(_context);
        options.PredictedActionColumnName = "Advice";
        DeepQTrainer trainer = _context.ReinforcementLearning.Trainers.DeepQ(options);
        using DeepQTransformer model = trainer.Fit(Shop.Table(_context));

        Assert.Equal(new KeyDataViewType(typeof(uint), 2), model.Transform(Shop.Table(_context)).Schema["Advice"].Type);
        options.PredictedActionColumnName = "QValues";
        Assert.Contains(
            "PredictedActionColumnName",
            Assert.Throws<ArgumentException>(() => _context.ReinforcementLearning.Trainers.DeepQ(options)).Message,
            StringComparison.Ordinal);
    }

    private sealed class NamedAction
    {
        public float[] QValues { get; set; } = [];

        public string PredictedAction { get; set; } = "";
    }

    private sealed class RawShop
    {
        [VectorType(1)]
        public float[] Stock { get; set; } = [];

        [VectorType(1)]
        public string[] Weather { get; set; } = [];
    }
}
