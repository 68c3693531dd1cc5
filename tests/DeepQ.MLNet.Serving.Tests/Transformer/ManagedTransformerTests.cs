using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests.Transformer;

/// <summary>The transformer over a policy in managed code.</summary>
public sealed class ManagedTransformerTests
{
    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void It_gives_the_columns_that_ONNX_Runtime_gives()
    {
        byte[] model = HandMadePolicies.Random(inputs: 4, width: 16, actions: 3);
        float[] states = HandMadePolicies.States(4 * 500);
        IDataView table = _context.Data.LoadFromEnumerable(states.Chunk(4).Select(state => new Row { State = state }));
        using DeepQTransformer managed = DeepQTransformer.Load(_context, model, options: new ManagedPolicyOptions());
        using DeepQTransformer onnx = DeepQTransformer.Load(_context, model);

        (IDataView actual, IDataView expected) = (managed.Transform(table), onnx.Transform(table));

        Assert.Equal("Managed", managed.Policy.ExecutionProvider);
        Assert.Equal(expected.Schema.Select(column => $"{column}"), actual.Schema.Select(column => $"{column}"));
        Assert.Equal(expected.GetColumn<uint>("PredictedAction"), actual.GetColumn<uint>("PredictedAction"));
        foreach ((float[] one, float[] other) in actual.GetColumn<float[]>("QValues").Zip(expected.GetColumn<float[]>("QValues")))
            Assert.All(one.Zip(other), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    [Fact]
    public void Threads_change_nothing_but_the_time()
    {
        byte[] model = HandMadePolicies.Random(inputs: 4, width: 16, actions: 3);
        float[] states = HandMadePolicies.States(4 * 2_000);
        IDataView table = _context.Data.LoadFromEnumerable(states.Chunk(4).Select(state => new Row { State = state }));
        using DeepQTransformer one = DeepQTransformer.Load(_context, model, options: new ManagedPolicyOptions());
        using DeepQTransformer two = DeepQTransformer.Load(
            _context, model, options: new ManagedPolicyOptions { MaxBatchSize = 64, Threads = 2 });

        Assert.Equal(
            one.Transform(table).GetColumn<float[]>("QValues"), two.Transform(table).GetColumn<float[]>("QValues"));
    }

    [Fact]
    public void Rows_before_one_that_cannot_be_scored_are_served_with_any_number_of_threads()
    {
        byte[] model = HandMadePolicies.Linear();
        Pair[] rows = [.. Enumerable.Range(0, 1_000).Select(i => new Pair { State = i < 777 ? [i, 0] : [3e38f, 3e38f] })];
        using DeepQTransformer policy = DeepQTransformer.Load(
            _context, model, options: new ManagedPolicyOptions { MaxBatchSize = 32, Threads = 3 });
        List<float> values = [];

        var error = Assert.Throws<InvalidOperationException>(() => values.AddRange(
            policy.Transform(_context.Data.LoadFromEnumerable(rows)).GetColumn<float[]>("QValues").Select(q => q[1])));

        Assert.StartsWith("Row 777: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(0, 777).Select(i => 3f * i), values);
    }

    private sealed class Pair
    {
        [VectorType(2)]
        public float[] State { get; set; } = [];
    }

    private sealed class Row
    {
        [VectorType(4)]
        public float[] State { get; set; } = [];
    }
}
