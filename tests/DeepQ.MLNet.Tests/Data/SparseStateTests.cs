using DeepQ.Learning.Offline;
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

    [Theory]
    [InlineData(9, 3, "3 follows 9.")]
    [InlineData(3, 3, "3 follows 3.")]
    [InlineData(-1, 3, "the first is -1.")]
    [InlineData(3, 200, "200 follows 3.")]
    public void A_vector_whose_places_are_not_in_order_is_refused_with_its_row(int first, int second, string expected)
    {
        IDataView table = Table([new(200, 1, [1], [5]), new(200, 2, [1, 2], [first, second])]);
        string message = Assert.Throws<ArgumentException>(() => _ml.ReinforcementLearning.Trainers.DeepQ(new()).Train(table)).Message;
        Assert.Equal(
            $"Row 1 has a damaged vector in 'State'. The positions of a sparse state of 200 values ascend from 0 to 199; {expected}", message);
    }

    // The bounds of each would be more text than a file may have.
    [Trait("Category", "Slow")]
    [Fact]
    public void A_policy_over_as_many_words_as_there_are_is_opened()
    {
        const int slots = 120_000, each = 1_500;
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Wide));
        schema[nameof(Wide.State)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, slots);
        IDataView table = _ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, slots / each).Select(i => new Wide
            {
                State = new(
                    slots,
                    each,
                    [.. Enumerable.Range(1, each).Select(slot => (float)slot / slots)],
                    [.. Enumerable.Range(i * each, each)]),
                Action = (uint)(i % 2),
            }),
            schema);
        DeepQTrainer.Options options = new() { Updates = 1, HiddenUnits = [2], OfflineAlgorithm = new DeepQLearning() };
        using DeepQTransformer model = _ml.ReinforcementLearning.Trainers.DeepQ(options).Fit(table);
        Assert.Equal([0f], model.Policy.Metadata!.ObservationLow);
        Assert.Equal([(float)each / slots], model.Policy.Metadata.ObservationHigh);
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

    private sealed class Wide
    {
        public VBuffer<float> State { get; set; }

        public uint Action { get; set; }

        public float Reward { get; set; }
    }

    private sealed class Row
    {
        [VectorType(200)]
        public VBuffer<float> State { get; set; }

        public uint Action { get; set; }

        public float Reward { get; set; }
    }
}
