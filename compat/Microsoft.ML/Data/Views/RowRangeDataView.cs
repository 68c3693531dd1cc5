namespace Microsoft.ML.Data;

/// <summary>Rows in a row.</summary>
internal sealed class RowRangeDataView : SingleCursorDataView
{
    private readonly IDataView _source;
    private readonly long _skip;
    private readonly long _take;

    internal RowRangeDataView(IDataView source, long skip, long take)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _skip = skip;
        _take = take;
    }

    public override bool CanShuffle => false;

    public override DataViewSchema Schema => _source.Schema;

    public override long? GetRowCount()
        => _source.GetRowCount() is long count ? Math.Min(Math.Max(count - _skip, 0), _take) : null;

    protected override DataViewRowCursor CreateCursor(bool[] active, Random rand)
        => new Cursor(_source.GetRowCursor(Marked(active)), Schema, active, _skip, _take);

    private sealed class Cursor(DataViewRowCursor input, DataViewSchema schema, bool[] active, long skip, long take)
        : ForwardingCursor(input, schema, active)
    {
        private long _toSkip = skip;
        private long _left = take;

        protected override bool MoveInput()
        {
            for (; _toSkip > 0; _toSkip--)
            {
                if (!Input.MoveNext())
                    return false;
            }

            return _left-- > 0 && Input.MoveNext();
        }
    }
}
