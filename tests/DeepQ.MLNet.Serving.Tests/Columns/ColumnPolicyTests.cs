using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests.Columns;

/// <summary>Policies that take raw columns, as a featurizer and a network in one file do.</summary>
public sealed class ColumnPolicyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);
    private readonly DeepQTransformer _policy;

    public ColumnPolicyTests()
    {
        File.WriteAllBytes(_folder.File("policy.onnx"), HandMadePolicies.Columns());
        _policy = _context.ReinforcementLearning.LoadPolicy(_folder.File("policy.onnx"), options: new OnnxPolicyOptions() { MaxBatchSize = 64 });
    }

    public void Dispose()
    {
        _policy.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Rows_are_scored_in_batches_and_other_columns_pass()
    {
        IDataView scored = _policy.Transform(_context.Data.LoadFromEnumerable(Client.Rows(100)));
        Assert.Equal(
            Enumerable.Range(0, 100).Select(i => new[] { i + 1f, i % 2 * 10 }), scored.GetColumn<float[]>("QValues"));
        Assert.Equal(
            Enumerable.Range(0, 100).Select(i => i % 2 == 1 && i < 9 ? 1L : 0), scored.GetColumn<long[]>("Action").Select(a => a[0]));
        Assert.Equal("client 99", scored.GetColumn<string>("Name").Last());
    }

    [Fact]
    public void A_prediction_engine_takes_objects()
    {
        using var engine = _context.Model.CreatePredictionEngine<Client, ClientAction>(
            _policy, new PredictionEngineOptions { OwnsTransformer = false });
        Assert.Equal([1L], engine.Predict(new() { Age = 3, Member = true }).Action);
        Assert.Equal([0L], engine.Predict(new() { Age = 3 }).Action);
    }

    [Fact]
    public void A_saved_policy_of_columns_is_the_same_in_stock_ML_NET_and_comes_back()
    {
        IDataView table = _context.Data.LoadFromEnumerable(Client.Rows(5));
        _context.Model.Save(_policy, table.Schema, _folder.File("policy.zip"));
        ITransformer stock = _context.Model.Load(_folder.File("policy.zip"), out _);
        Assert.Equal(
            _policy.Transform(table).GetColumn<float[]>("QValues"), stock.Transform(table).GetColumn<float[]>("QValues"));
        (stock as IDisposable)?.Dispose();
    }

    [Fact]
    public void Columns_that_are_missing_or_of_another_type_are_named()
    {
        AssertRefused(
            _context.Transforms.DropColumns("Member"),
            "The policy reads column 'Member', Boolean, but the data has only: 'Age', 'Scores', 'Name'.");
        AssertRefused(
            _context.Transforms.Conversion.ConvertType("Age", outputKind: DataKind.Single),
            "Column 'Age' is Single, but the policy needs Int64.");
        AssertRefused(
            _context.Transforms.Concatenate("Scores", "Scores", "Scores"),
            "Column 'Scores' is Vector<Single, 4>, but the policy needs Float32 × 2.");

        void AssertRefused(IEstimator<ITransformer> change, string message)
        {
            IDataView table = _context.Data.LoadFromEnumerable(Client.Rows(1));
            table = change.Fit(table).Transform(table);
            Assert.StartsWith(
                message,
                Assert.Throws<ArgumentOutOfRangeException>(() => _policy.Transform(table)).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_policy_that_requires_masks_reads_a_column_of_them()
    {
        using DeepQTransformer policy = DeepQTransformer.Load(_context, HandMadePolicies.Columns(needsMask: true));
        IDataView table = _context.Data.LoadFromEnumerable(
            [new MaskedClient { Age = 5, ActionMask = [false, true] }, new MaskedClient { Age = 5, ActionMask = [true, true] }]);

        // Q = (5, 0) in both rows.
        Assert.Equal([2u, 1], policy.Transform(table).GetColumn<uint>("PredictedAction"));
        Assert.StartsWith(
            "The policy reads column 'ActionMask', a vector of 2 Boolean values",
            Assert.Throws<ArgumentOutOfRangeException>(
                () => policy.Transform(_context.Data.LoadFromEnumerable(Client.Rows(1)))).Message,
            StringComparison.Ordinal);
    }

    private sealed class MaskedClient
    {
        public long Age { get; set; }

        public bool Member { get; set; }

        [VectorType(2)]
        public float[] Scores { get; set; } = [0, 0];

        [VectorType(2)]
        public bool[] ActionMask { get; set; } = [];
    }
}
