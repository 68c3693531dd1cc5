using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests.Transformer;

public sealed class StateColumnTests : IDisposable
{
    private readonly MLContext _context = new(seed: 1);
    private readonly DeepQTransformer _transformer;

    public StateColumnTests() => _transformer = new(_context, OnnxPolicy.Load(HandMadePolicies.Linear()));

    public void Dispose() => _transformer.Dispose();

    [Fact]
    public void A_missing_column_is_named_with_those_there_are() => Refused(
        _context.Data.LoadFromEnumerable([new { Position = 1f, Speed = 2f }]),
        "The policy reads column 'State', a vector of 2 Single values, but the data has only: 'Position', 'Speed'.");

    [Fact]
    public void Values_of_another_type_are_refused() => Refused(
        _context.Data.LoadFromEnumerable([new DoubleState()]),
        "Column 'State' is Vector<Double, 2>, but the policy needs a vector of 2 Single values.");

    [Fact]
    public void A_single_value_is_refused() => Refused(
        _context.Data.LoadFromEnumerable([new { State = 1f }]),
        "Column 'State' is Single, but the policy needs a vector of 2 Single values.");

    [Fact]
    public void A_vector_of_unknown_size_is_refused() => Refused(
        _context.Data.LoadFromEnumerable([new { State = new float[2] }]),
        "Column 'State' is Vector<Single>, but the policy needs a vector of 2 Single values. Its size must be known");

    [Fact]
    public void A_vector_of_another_size_is_refused() => Refused(
        _context.Data.LoadFromEnumerable([new TripleState()]),
        "Column 'State' is Vector<Single, 3>, but the policy needs a vector of 2 Single values. It has 3 values.");

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void A_value_that_is_not_finite_stops_at_its_row(float value, string shown)
    {
        LabeledState[] rows = [.. LabeledState.Rows(10)];
        rows[7].State[1] = value;
        IDataView scored = _transformer.Transform(_context.Data.LoadFromEnumerable(rows));
        int served = 0;

        var error = Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (long[] _ in scored.GetColumn<long[]>("Action"))
                served++;
        });

        Assert.Equal(7, served);
        Assert.StartsWith(
            $"Row 7: column 'State' has {shown} in slot 1; a policy needs finite values.",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_nobody_scores_may_hold_anything()
    {
        LabeledState[] rows = [.. LabeledState.Rows(3)];
        rows[1].State[0] = float.NaN;

        IDataView scored = _transformer.Transform(_context.Data.LoadFromEnumerable(rows));

        Assert.Equal([0, 1, 2], scored.GetColumn<int>("Index"));
    }

    private void Refused(IDataView table, string message)
    {
        foreach (Action use in new Action[]
        {
            () => _transformer.Transform(table),
            () => _transformer.GetOutputSchema(table.Schema),
            () => _transformer.GetRowToRowMapper(table.Schema),
        })
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(use);
            Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        }
    }

    private sealed class DoubleState
    {
        [VectorType(2)]
        public double[] State { get; set; } = [1, 2];
    }

    private sealed class TripleState
    {
        [VectorType(3)]
        public float[] State { get; set; } = [1, 2, 3];
    }
}
