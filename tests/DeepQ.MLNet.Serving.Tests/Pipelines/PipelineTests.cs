using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests.Pipelines;

/// <summary>The transformer among stock ones. The linear policy gives (s0 + 2 s1, 3 s0 − s1).</summary>
public sealed class PipelineTests : IDisposable
{
    private readonly MLContext _context = new(seed: 1);
    private readonly DeepQTransformer _transformer;

    public PipelineTests() => _transformer = new(_context, OnnxPolicy.Load(HandMadePolicies.Linear()));

    public void Dispose() => _transformer.Dispose();

    [Fact]
    public void Normalized_and_concatenated_columns_feed_the_policy()
    {
        IDataView table = _context.Data.LoadFromEnumerable(
        [
            new { Position = 0f, Speed = 10f },
            new { Position = 4f, Speed = 20f },
            new { Position = 1f, Speed = 15f },
        ]);
        ITransformer before = _context.Transforms.NormalizeMinMax("Position")
            .Append(_context.Transforms.NormalizeMinMax("Speed"))
            .Append(_context.Transforms.Concatenate("State", "Position", "Speed"))
            .Fit(table);
        var chain = new TransformerChain<ITransformer>(before, _transformer);

        IDataView scored = chain.Transform(table);

        // Min-max keeps zero: positions become (0, 1, 0.25), speeds (0.5, 1, 0.75).
        Assert.Equal([[1f, -0.5f], [3, 2], [1.75f, 0]], scored.GetColumn<float[]>("QValues"));
        Assert.Equal([[0L], [0], [0]], scored.GetColumn<long[]>("Action"));
    }

    [Fact]
    public void Later_transformers_read_the_outputs()
    {
        IDataView table = Table(50);
        ITransformer after = _context.Transforms.CopyColumns("Values", "QValues")
            .Append(_context.Transforms.Concatenate("Both", "QValues", "State"))
            .Fit(_transformer.Transform(table));
        var chain = new TransformerChain<ITransformer>(_transformer, after);

        IDataView scored = chain.Transform(table);

        Assert.Equal([[2f, -1], [3, 2]], scored.GetColumn<float[]>("Values").Take(2));
        Assert.Equal([5f, 8, 3, 1], scored.GetColumn<float[]>("Both").ElementAt(3));
        Assert.All(Rows(scored), row => row.Check());
    }

    [Fact]
    public void A_cache_holds_the_scores()
    {
        IDataView cached = _context.Data.Cache(_transformer.Transform(Table(300)));

        Assert.All(Rows(cached), row => row.Check());
        Assert.Equal(Enumerable.Range(0, 300), Rows(cached).Select(row => row.Index));
    }

    [Fact]
    public void Scores_stay_with_their_rows_when_rows_are_shuffled_before_or_after()
    {
        ScoredState[] before = Rows(_transformer.Transform(_context.Data.ShuffleRows(Table(500), seed: 3)));
        ScoredState[] after = Rows(_context.Data.ShuffleRows(_transformer.Transform(Table(500)), seed: 3));

        foreach (ScoredState[] rows in new[] { before, after })
        {
            Assert.All(rows, row => row.Check());
            Assert.Equal(Enumerable.Range(0, 500), rows.Select(row => row.Index).Order());
            Assert.NotEqual(Enumerable.Range(0, 500), rows.Select(row => row.Index));
        }
    }

    [Fact]
    public void The_first_rows_can_be_taken()
    {
        ScoredState[] rows = Rows(_context.Data.TakeRows(_transformer.Transform(Table(500)), 30));

        Assert.Equal(Enumerable.Range(0, 30), rows.Select(row => row.Index));
        Assert.All(rows, row => row.Check());
    }

    [Fact]
    public void Two_policies_follow_each_other()
    {
        using var second = new DeepQTransformer(
            _context,
            OnnxPolicy.Load(HandMadePolicies.Linear()),
            new() { State = "QValues", QValues = "SecondQValues", Action = "SecondAction" });
        var chain = new TransformerChain<ITransformer>(_transformer, second);

        IDataView scored = chain.Transform(Table(200));

        // (i + 2, 3 i − 1) in, (7 i, 7) out.
        Assert.Equal(
            Enumerable.Range(0, 200).Select(i => new[] { 7f * i, 7 }), scored.GetColumn<float[]>("SecondQValues"));
    }

    private IDataView Table(int rows) => _context.Data.LoadFromEnumerable(LabeledState.Rows(rows).ToArray());

    private ScoredState[] Rows(IDataView data) =>
        [.. _context.Data.CreateEnumerable<ScoredState>(data, reuseRowObject: false)];
}
