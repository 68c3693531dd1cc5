using DeepQ.MLNet.Columns;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests.Columns;

/// <summary>Masks, margins and distributions of a file as columns.</summary>
public sealed class ExtraColumnsTests : IDisposable
{
    private readonly MLContext _context = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Margins_and_distributions_become_columns_that_a_saved_pipeline_has_too()
    {
        using DeepQTransformer transformer = DeepQTransformer.Load(
            _context, HandMadePolicies.Categorical(new() { Margin = true, Distribution = true }));
        IDataView table = Table([MathF.Log(3), 0]);
        IDataView scored = transformer.Transform(table);

        float[][] distributions = [.. scored.GetColumn<float[]>("Distribution")];
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 1), scored.Schema["Margin"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 1, 2, 2), scored.Schema["Distribution"].Type);
        Assert.Equal(1.5f, scored.GetColumn<float[]>("Margin").First()[0], 1e-5f);
        Assert.Equal(0f, scored.GetColumn<float[]>("Margin").Last()[0], 1e-5f);
        Assert.All(
            distributions[0].Zip([0.25f, 0.75f, 0.1f, 0.9f]), pair => Assert.Equal(pair.Second, pair.First, 1e-5f));

        _context.Model.Save(transformer, table.Schema, _folder.File("pipeline.zip"));
        IDataView stock = _context.Model.Load(_folder.File("pipeline.zip"), out _).Transform(table);
        using DeepQTransformer again = DeepQTransformer.Load(_context, _folder.File("pipeline.zip"));

        foreach (IDataView after in new[] { stock, again.Transform(table) })
        {
            Assert.Equal(scored.Schema.Select(c => (c.Name, c.Type)), after.Schema.Select(c => (c.Name, c.Type)));
            Assert.Equal(scored.GetColumn<float[]>("Margin"), after.GetColumn<float[]>("Margin"));
            Assert.Equal(distributions, after.GetColumn<float[]>("Distribution"));
        }
    }

    [Fact]
    public void A_prediction_engine_gives_them_row_by_row()
    {
        using DeepQTransformer transformer = DeepQTransformer.Load(
            _context, HandMadePolicies.Categorical(new() { Margin = true, Distribution = true }));
        using var engine = _context.Model.CreatePredictionEngine<MaskedState, Scored>(
            transformer, new PredictionEngineOptions { OwnsTransformer = false });

        Scored first = engine.Predict(new() { State = [MathF.Log(3)] });
        Scored second = engine.Predict(new() { State = [0] });

        Assert.Equal((1.5f, 2u), (MathF.Round(first.Margin[0], 4), first.PredictedAction));
        Assert.All(second.Distribution, probability => Assert.Equal(0.5f, probability, 1e-6f));
    }

    [Fact]
    public void A_required_mask_is_a_column_that_a_saved_pipeline_reads_too()
    {
        using DeepQTransformer transformer = DeepQTransformer.Load(
            _context, HandMadePolicies.Rows([1, 2, 4], ["a", "b", "c"], new() { Margin = true, ActionMaskRequired = true }));
        IDataView table = Table([1, 1], [true, true, false], [true, false, true]);
        IDataView scored = transformer.Transform(table);

        Assert.Equal([2u, 3], scored.GetColumn<uint>("PredictedAction"));
        Assert.Equal([[1f], [3f]], scored.GetColumn<float[]>("Margin"));

        _context.Model.Save(transformer, table.Schema, _folder.File("pipeline.zip"));
        IDataView stock = _context.Model.Load(_folder.File("pipeline.zip"), out _).Transform(table);
        using DeepQTransformer again = DeepQTransformer.Load(_context, _folder.File("pipeline.zip"));

        foreach (IDataView after in new[] { stock, again.Transform(table) })
        {
            Assert.Equal([2u, 3], after.GetColumn<uint>("PredictedAction"));
            Assert.Equal([[1f], [3f]], after.GetColumn<float[]>("Margin"));
        }
    }

    [Fact]
    public void A_mask_that_allows_nothing_is_told_with_its_row()
    {
        using DeepQTransformer transformer = DeepQTransformer.Load(
            _context, HandMadePolicies.Rows([1, 2, 4], ["a", "b", "c"], new() { ActionMaskRequired = true }));

        IDataView scored = transformer.Transform(Table([1, 1], [true, true, true], [false, false, false]));

        Assert.Equal(
            "Row 1: column 'ActionMask' has no legal action.",
            Assert.Throws<InvalidOperationException>(() => scored.GetColumn<uint>("PredictedAction").ToArray()).Message);
    }

    [Fact]
    public void A_column_of_another_kind_may_not_have_one_of_their_names()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Rows([1, 2], ["a", "b"], new() { Margin = true }));

        Assert.Equal(
            "No other column may be named 'Margin': the policy has a column of that name.",
            Assert.Throws<ArgumentException>(
                () => new DeepQTransformer(_context, policy, new PolicyColumns { QValues = "Margin" })).Message);
    }

    private IDataView Table(float[] states, params bool[][] masks) => _context.Data.LoadFromEnumerable(states.Select(
        (state, i) => new MaskedState { State = [state], ActionMask = masks.Length > 0 ? masks[i] : [true, true, true] }));

    private sealed class MaskedState
    {
        [VectorType(1)]
        public float[] State { get; set; } = [];

        [VectorType(3)]
        public bool[] ActionMask { get; set; } = [true, true, true];
    }

    private sealed class Scored
    {
        public float[] Margin { get; set; } = [];

        public float[] Distribution { get; set; } = [];

        public uint PredictedAction { get; set; }
    }
}
