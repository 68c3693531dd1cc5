using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests.Transformer;

public sealed class LookAheadCursorTests : IDisposable
{
    private readonly MLContext _context = new(seed: 1);
    private readonly DeepQTransformer _transformer;

    public LookAheadCursorTests() =>
        _transformer = new(_context, OnnxPolicy.Load(HandMadePolicies.Linear(), new() { MaxBatchSize = 64 }));

    public void Dispose() => _transformer.Dispose();

    [Fact]
    public void Position_counts_the_rows_that_were_served()
    {
        IDataView scored = Scored(100);
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        ValueGetter<int> index = cursor.GetGetter<int>(scored.Schema["Index"]);
        int value = 0;

        Assert.Equal(-1, cursor.Position);
        for (int i = 0; i < 100; i++)
        {
            Assert.True(cursor.MoveNext());
            index(ref value);
            Assert.Equal(i, cursor.Position);
            Assert.Equal(i, value);
        }

        Assert.False(cursor.MoveNext());
        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(40)]
    public void Rows_before_one_that_the_policy_cannot_score_are_served_and_the_error_names_it(int bad)
    {
        LabeledState[] rows =
            [.. Enumerable.Range(0, 60).Select(i => new LabeledState { State = i == bad ? [3e38f, 3e38f] : [i, 1], Index = i })];
        IDataView scored = _transformer.Transform(_context.Data.LoadFromEnumerable(rows));
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);

        for (int i = 0; i < bad; i++)
            Assert.True(cursor.MoveNext());

        var error = Assert.Throws<InvalidOperationException>(() => cursor.MoveNext());
        Assert.StartsWith(
            $"Row {bad}: the state in column 'State' has the Q-value Infinity for action 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_have_the_identity_of_their_source()
    {
        IDataView table = Table(100);
        IDataView scored = _transformer.Transform(table);
        using DataViewRowCursor source = table.GetRowCursor([]);
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        ValueGetter<DataViewRowId> sourceId = source.GetIdGetter(), id = cursor.GetIdGetter();
        DataViewRowId expected = default, actual = default;

        while (source.MoveNext() && cursor.MoveNext())
        {
            sourceId(ref expected);
            id(ref actual);
            Assert.Equal(expected, actual);
            Assert.Equal(source.Batch, cursor.Batch);
        }

        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void A_getter_serves_the_row_on_which_the_cursor_stands_however_often()
    {
        IDataView scored = Scored(40);
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["QValues"]]);
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(scored.Schema["QValues"]);
        VBuffer<float> first = default, again = default;

        while (cursor.MoveNext())
        {
            getter(ref first);
            getter(ref again);
            Assert.Equal([cursor.Position + 2, 3 * cursor.Position - 1], first.DenseValues());
            Assert.Equal(first.DenseValues(), again.DenseValues());
        }
    }

    [Fact]
    public void A_value_that_was_read_is_the_readers_own()
    {
        IDataView scored = Scored(2);
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        ValueGetter<VBuffer<float>> state = cursor.GetGetter<VBuffer<float>>(scored.Schema["State"]);
        VBuffer<float> value = default, again = default;

        cursor.MoveNext();
        state(ref value);
        VBufferEditor.CreateFromBuffer(ref value).Values.Fill(99);
        state(ref again);

        Assert.Equal([0f, 1], again.DenseValues());
    }

    [Fact]
    public void Only_columns_that_were_asked_for_are_active()
    {
        IDataView scored = Scored(1);
        using DataViewRowCursor cursor = scored.GetRowCursor([scored.Schema["Action"]]);

        Assert.True(cursor.IsColumnActive(scored.Schema["Action"]));
        Assert.False(cursor.IsColumnActive(scored.Schema["State"]));
        Assert.False(cursor.IsColumnActive(scored.Schema["QValues"]));
        Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<VBuffer<float>>(scored.Schema["QValues"]));
    }

    [Theory]
    [InlineData("QValues")]
    [InlineData("Action")]
    [InlineData("Index")]
    public void A_getter_has_the_type_of_its_column(string column)
    {
        IDataView scored = Scored(1);
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);

        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(scored.Schema[column]));
    }

    [Fact]
    public void Who_takes_a_few_rows_causes_few_to_be_read()
    {
        int read = 0;
        IDataView table = _context.Data.LoadFromEnumerable(LabeledState.Rows(10_000).Select(row =>
        {
            read++;
            return row;
        }));

        IDataView taken = _context.Data.TakeRows(_transformer.Transform(table), 5);

        Assert.Equal(5, taken.GetColumn<long[]>("Action").Count());
        Assert.InRange(read, 5, 20);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void Parallel_cursors_together_serve_every_row_once()
    {
        IDataView scored = _transformer.Transform(_context.Data.Cache(Table(1000)));
        DataViewRowCursor[] cursors = scored.GetRowCursorSet(scored.Schema, 4);

        int[][] indices = [.. cursors.AsParallel().AsOrdered().Select(cursor => Check(cursor).ToArray())];

        Assert.Equal(Enumerable.Range(0, 1000), indices.SelectMany(part => part).Order());
        Assert.All(indices, part => Assert.Equal(part.Order(), part));
    }

    [Fact]
    public void A_view_counts_and_shuffles_as_its_source_does()
    {
        IDataView table = Table(100);
        IDataView scored = _transformer.Transform(table);

        using DataViewRowCursor shuffled = scored.GetRowCursor(scored.Schema, new Random(1));
        int[] indices = [.. Check(shuffled)];

        Assert.Equal(table.GetRowCount(), scored.GetRowCount());
        Assert.Equal(table.CanShuffle, scored.CanShuffle);
        Assert.Equal(Enumerable.Range(0, 100), indices.Order());
    }

    private static IEnumerable<int> Check(DataViewRowCursor cursor)
    {
        using (cursor)
        {
            ValueGetter<int> index = cursor.GetGetter<int>(cursor.Schema["Index"]);
            ValueGetter<VBuffer<float>> qValues = cursor.GetGetter<VBuffer<float>>(cursor.Schema["QValues"]);
            int i = 0;
            VBuffer<float> q = default;
            while (cursor.MoveNext())
            {
                index(ref i);
                qValues(ref q);
                Assert.Equal([i + 2, 3 * i - 1], q.DenseValues());
                yield return i;
            }
        }
    }

    private IDataView Table(int rows) => _context.Data.LoadFromEnumerable(LabeledState.Rows(rows).ToArray());

    private IDataView Scored(int rows) => _transformer.Transform(Table(rows));
}
