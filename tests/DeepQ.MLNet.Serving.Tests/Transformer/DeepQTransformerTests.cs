using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests.Transformer;

public sealed class DeepQTransformerTests : IDisposable
{
    private readonly MLContext _context = new(seed: 1);
    private readonly DeepQTransformer _transformer;

    public DeepQTransformerTests() => _transformer = new(_context, OnnxPolicy.Load(HandMadePolicies.Linear()));

    public void Dispose() => _transformer.Dispose();

    [Fact]
    public void Three_columns_are_added()
    {
        DataViewSchema schema = _transformer.Transform(Table(1)).Schema;

        Assert.Equal(
            ["State", "Index", "Name", "History", "Flag", "When", "QValues", "Action", "PredictedAction"],
            schema.Select(column => column.Name));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 1, 2), schema["QValues"].Type);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Int64, 1), schema["Action"].Type);
        Assert.Equal(new KeyDataViewType(typeof(uint), 2), schema["PredictedAction"].Type);
    }

    [Fact]
    public void The_predicted_action_is_a_key_that_becomes_the_name_of_the_action()
    {
        IDataView scored = _transformer.Transform(Table(4));

        IDataView named = _context.Transforms.Conversion.MapKeyToValue("Name", "PredictedAction").Fit(scored).Transform(scored);

        // The values (i + 2, 3 i − 1) are equal in the second row.
        Assert.Equal([1u, 1, 2, 2], scored.GetColumn<uint>("PredictedAction"));
        Assert.Equal(["left", "left", "right", "right"], named.GetColumn<string>("Name"));
    }

    [Fact]
    public void A_policy_without_names_gives_the_numbers_of_its_actions_as_text()
    {
        using var transformer = new DeepQTransformer(
            _context, OnnxPolicy.Load(HandMadePolicies.Foreign()), new() { PredictedAction = "Choice" });
        VBuffer<ReadOnlyMemory<char>> names = default;

        transformer.Transform(Table(1)).Schema["Choice"].GetKeyValues(ref names);

        Assert.Equal(["0", "1"], names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void The_slots_of_the_Q_values_are_named_after_the_actions()
    {
        VBuffer<ReadOnlyMemory<char>> names = default;

        _transformer.Transform(Table(1)).Schema["QValues"].GetSlotNames(ref names);

        Assert.Equal(["left", "right"], names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void The_promised_schema_is_the_one_given()
    {
        IDataView table = Table(1);

        DataViewSchema promised = _transformer.GetOutputSchema(table.Schema);

        DataViewSchema given = _transformer.Transform(table).Schema;
        Assert.Equal(given.Select(column => (column.Name, column.Type)), promised.Select(c => (c.Name, c.Type)));
        Assert.True(_transformer.IsRowToRowMapper);
        Assert.Equal(promised.Count, _transformer.GetRowToRowMapper(table.Schema).OutputSchema.Count);
    }

    [Fact]
    public void Every_row_gets_its_scores_and_keeps_its_other_columns()
    {
        ScoredState[] rows = Scored(_transformer.Transform(Table(2500)));

        Assert.Equal(2500, rows.Length);
        Assert.Equal(Enumerable.Range(0, 2500), rows.Select(row => row.Index));
        Assert.All(rows, row => row.Check());
    }

    [Fact]
    public void Columns_may_have_other_names()
    {
        using var transformer = new DeepQTransformer(
            _context,
            OnnxPolicy.Load(HandMadePolicies.Linear()),
            new() { State = "Observation", QValues = "Values", Action = "Choice" });
        IDataView table = _context.Transforms.CopyColumns("Observation", "State").Fit(Table(2)).Transform(Table(2));

        IDataView scored = transformer.Transform(table);

        Assert.Equal([[2f, -1], [3, 2]], scored.GetColumn<float[]>("Values"));
        Assert.Equal([[0L], [0]], scored.GetColumn<long[]>("Choice"));
    }

    [Fact]
    public void Sparse_states_are_scored_like_dense_ones()
    {
        IDataView table = _context.Data.LoadFromEnumerable(
            [new SparseState { State = new(2, 1, [5f], [1]) }, new SparseState { State = new(2, 0, [], []) }]);

        IDataView scored = _transformer.Transform(table);

        Assert.Equal([[10f, -5], [0, 0]], scored.GetColumn<float[]>("QValues"));
    }

    [Fact]
    public void A_column_of_an_output_name_is_hidden()
    {
        IDataView table = _context.Transforms.CopyColumns("Action", "Index").Fit(Table(2)).Transform(Table(2));

        IDataView scored = _transformer.Transform(table);

        Assert.Equal([[0L], [0]], scored.GetColumn<long[]>("Action"));
    }

    [Fact]
    public void Columns_of_one_name_are_refused()
    {
        using OnnxPolicy policy = OnnxPolicy.Load(HandMadePolicies.Linear());

        var error = Assert.Throws<ArgumentException>(
            () => new DeepQTransformer(_context, policy, new() { Action = "State" }));

        Assert.Equal(
            "The columns State 'State', QValues 'QValues', Action 'State' and PredictedAction 'PredictedAction' must have "
            + "different names.",
            error.Message);
    }

    [Fact]
    public void A_disposed_transformer_scores_no_more()
    {
        IDataView scored = _transformer.Transform(Table(1));
        _transformer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => Scored(scored));
    }

    [Fact]
    public async Task Eight_threads_share_a_transformer()
    {
        int[] counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            ScoredState[] rows = Scored(_transformer.Transform(Table(500 + thread)));
            Assert.All(rows, row => row.Check());
            return rows.Length;
        })));

        Assert.Equal(Enumerable.Range(500, 8), counts);
    }

    private IDataView Table(int rows) => _context.Data.LoadFromEnumerable(LabeledState.Rows(rows));

    private ScoredState[] Scored(IDataView data) =>
        [.. _context.Data.CreateEnumerable<ScoredState>(data, reuseRowObject: false)];

    private sealed class SparseState
    {
        [VectorType(2)]
        public VBuffer<float> State { get; set; }
    }
}
