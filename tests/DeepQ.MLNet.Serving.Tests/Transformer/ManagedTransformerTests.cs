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

    private sealed class Row
    {
        [VectorType(4)]
        public float[] State { get; set; } = [];
    }
}
