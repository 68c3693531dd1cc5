using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests.Pipelines;

public sealed class PredictionEngineTests : IDisposable
{
    private static readonly PredictionEngineOptions Shared = new() { OwnsTransformer = false };

    private readonly MLContext _context = new(seed: 1);
    private readonly DeepQTransformer _transformer;

    public PredictionEngineTests() => _transformer = new(_context, OnnxPolicy.Load(HandMadePolicies.Linear()));

    public void Dispose() => _transformer.Dispose();

    [Fact]
    public void What_a_disposed_engine_took_with_it_is_told()
    {
        MLContext context = new(seed: 1);
        DeepQTransformer policy = new(context, OnnxPolicy.Load(HandMadePolicies.Linear()));
        context.Model.CreatePredictionEngine<LabeledState, ScoredState>(policy).Dispose();
        Assert.Contains(
            "new PredictionEngineOptions { OwnsTransformer = false }",
            Assert.Throws<ObjectDisposedException>(() => policy.Policy.Act([1, 0])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Each_prediction_is_of_its_own_row()
    {
        using var engine = _context.Model.CreatePredictionEngine<LabeledState, ScoredState>(_transformer, Shared);

        foreach (LabeledState row in LabeledState.Rows(20))
            engine.Predict(row).Check();
    }

    [Fact]
    public void An_engine_runs_a_whole_chain()
    {
        IDataView table = _context.Data.LoadFromEnumerable<LabeledState>(
            [new() { State = [0, 0] }, new() { State = [4, 1] }]);
        var chain = new TransformerChain<ITransformer>(
            _context.Transforms.NormalizeMinMax("State").Fit(table),
            _transformer,
            _context.Transforms.CopyColumns("Values", "QValues").Fit(_transformer.Transform(table)));
        using var engine = _context.Model.CreatePredictionEngine<LabeledState, CopiedValues>(chain, Shared);

        // Divided by the greatest state of the table, (2, 1) becomes (0.5, 1).
        Assert.Equal([2.5f, 0.5f], engine.Predict(new() { State = [2, 1] }).Values);
    }

    [Fact]
    public void Eight_engines_share_a_transformer()
    {
        Parallel.For(0, 8, _ =>
        {
            using var engine = _context.Model.CreatePredictionEngine<LabeledState, ScoredState>(_transformer, Shared);
            foreach (LabeledState row in LabeledState.Rows(200))
                engine.Predict(row).Check();
        });
    }

    [Fact]
    public void A_state_that_is_not_finite_is_an_error()
    {
        using var engine = _context.Model.CreatePredictionEngine<LabeledState, ScoredState>(_transformer, Shared);

        var error = Assert.Throws<InvalidOperationException>(() => engine.Predict(new() { State = [1, float.NaN] }));

        Assert.Contains("column 'State' has NaN in slot 1", error.Message, StringComparison.Ordinal);
        Assert.Equal([3f, 2], engine.Predict(new() { State = [1, 1] }).QValues);
    }

    [Fact]
    public void Disposing_an_engine_disposes_the_transformer_unless_it_is_shared()
    {
        _context.Model.CreatePredictionEngine<LabeledState, ScoredState>(_transformer, Shared).Dispose();
        Assert.Equal(1, _transformer.Policy.Act([1, 0]));

        _context.Model.CreatePredictionEngine<LabeledState, ScoredState>(_transformer).Dispose();
        Assert.Throws<ObjectDisposedException>(() => _transformer.Policy.Act([1, 0]));
    }

    private sealed class CopiedValues
    {
        public float[] Values { get; set; } = [];
    }
}
