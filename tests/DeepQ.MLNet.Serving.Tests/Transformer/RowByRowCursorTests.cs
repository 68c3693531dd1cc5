using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Serving.Tests.Transformer;

/// <summary>Columns whose getter disposes what it gave for the row before, as images do, must not be read ahead.</summary>
public sealed class RowByRowCursorTests : IDisposable
{
    private readonly MLContext _context = new(seed: 1);
    private readonly DeepQTransformer _transformer;

    public RowByRowCursorTests() => _transformer = new(_context, OnnxPolicy.Load(HandMadePolicies.Linear()));

    public void Dispose() => _transformer.Dispose();

    [Fact]
    public void Handles_are_alive_while_their_row_is_served()
    {
        IDataView scored = _transformer.Transform(new HandleTable(rows: 40));
        using DataViewRowCursor cursor = scored.GetRowCursor(scored.Schema);
        ValueGetter<Handle> handle = cursor.GetGetter<Handle>(scored.Schema["Handle"]);
        ValueGetter<VBuffer<float>> qValues = cursor.GetGetter<VBuffer<float>>(scored.Schema["QValues"]);
        Handle value = null!;
        VBuffer<float> q = default;
        int rows = 0;

        for (; cursor.MoveNext(); rows++)
        {
            handle(ref value);
            qValues(ref q);
            Assert.Equal((rows, false), (value.Row, value.IsDisposed));
            Assert.Equal([rows + 2, 3 * rows - 1], q.DenseValues());
        }

        Assert.Equal(40, rows);
    }

    [Fact]
    public void Handles_that_nobody_reads_do_not_stop_the_look_ahead()
    {
        IDataView scored = _transformer.Transform(new HandleTable(rows: 40));

        Assert.Equal(40, scored.GetColumn<long[]>("Action").Count());
    }

    private sealed class Handle(int row) : IDisposable
    {
        public int Row => row;

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class HandleType() : StructuredDataViewType(typeof(Handle))
    {
        public override bool Equals(DataViewType? other) => other is HandleType;
    }

    /// <summary>A table with the states (i, 1) and a handle a row.</summary>
    private sealed class HandleTable : IDataView
    {
        private readonly int _rows;

        public HandleTable(int rows)
        {
            _rows = rows;
            var builder = new DataViewSchema.Builder();
            builder.AddColumn("State", new VectorDataViewType(NumberDataViewType.Single, 2));
            builder.AddColumn("Handle", new HandleType());
            Schema = builder.ToSchema();
        }

        public DataViewSchema Schema { get; }

        public bool CanShuffle => false;

        public long? GetRowCount() => _rows;

        public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
            new Cursor(this);

        public DataViewRowCursor[] GetRowCursorSet(
            IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [new Cursor(this)];

        private sealed class Cursor(HandleTable table) : DataViewRowCursor
        {
            private long _position = -1;

            public override DataViewSchema Schema => table.Schema;

            public override long Position => _position;

            public override long Batch => 0;

            public override bool MoveNext() => ++_position < table._rows;

            public override bool IsColumnActive(DataViewSchema.Column column) => true;

            public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
                column.Name == "State"
                    ? (ValueGetter<TValue>)(Delegate)(ValueGetter<VBuffer<float>>)ReadState
                    : (ValueGetter<TValue>)(Delegate)(ValueGetter<Handle>)ReadHandle;

            public override ValueGetter<DataViewRowId> GetIdGetter() =>
                (ref DataViewRowId value) => value = new((ulong)_position, 0);

            private void ReadState(ref VBuffer<float> value) => new VBuffer<float>(2, [_position, 1]).CopyTo(ref value);

            private void ReadHandle(ref Handle value)
            {
                value?.Dispose();
                value = new((int)_position);
            }
        }
    }
}
