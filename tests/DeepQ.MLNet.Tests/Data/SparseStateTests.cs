using DeepQ.Learning.Updates;

namespace DeepQ.MLNet.Tests.Data;

public sealed class SparseStateTests
{
    private readonly MLContext _ml = new(1);

    [Theory]
    [InlineData(UpdatePath.Fused)]
    [InlineData(UpdatePath.TorchSharp)]
    public void A_sparse_column_is_learned_from_and_scored_as_a_dense_one(UpdatePath path)
    {
        VBuffer<float>[] sparse = [.. Enumerable.Range(0, 60).Select(i => new VBuffer<float>(200, 2, [1, 2], [i % 7, 50 + (i % 90)]))];
        VBuffer<float>[] dense = [.. sparse.Select(state => new VBuffer<float>(200, state.DenseValues().ToArray()))];
        float[] expected = QValues(dense, path), actual = QValues(sparse, path);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Columns_of_both_kinds_that_are_concatenated_are_one_sparse_state()
    {
        IDataView table = Table([.. Enumerable.Range(0, 60).Select(i => new VBuffer<float>(200, 1, [1], [i % 90]))]);
        IDataView joined = _ml.Transforms.Concatenate("Both", "State", "Reward").Fit(table).Transform(table);
        DeepQTrainer.Options options = new() { StateColumnName = "Both", Updates = 50 };
        using TrainingResult result = _ml.ReinforcementLearning.Trainers.DeepQ(options).Train(joined);
        Assert.Equal(201, result.ObservationSpace.Size);
        // The room for 4,096 rows, without their values: with these it is 3.3 MB.
        Assert.InRange(result.Data!.MemorySize, 1, 400_000);
    }

    private float[] QValues(VBuffer<float>[] states, UpdatePath path)
    {
        IDataView table = Table(states);
        MLContext context = new(1);
        DeepQTransformer model = context.ReinforcementLearning.Trainers
            .DeepQ(new DeepQTrainer.Options { Updates = 30, UpdatePath = path, StateColumnName = "State" }).Fit(table);
        using (model)
            return [.. model.Transform(table).GetColumn<float[]>("QValues").SelectMany(values => values)];
    }

    private IDataView Table(VBuffer<float>[] states) => _ml.Data.LoadFromEnumerable(states.Select((state, i) => new Row
    {
        State = state,
        Action = (uint)(i % 2),
        Reward = i % 3,
    }));

    private sealed class Row
    {
        [VectorType(200)]
        public VBuffer<float> State { get; set; }

        public uint Action { get; set; }

        public float Reward { get; set; }
    }
}
