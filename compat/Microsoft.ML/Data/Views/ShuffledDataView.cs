namespace Microsoft.ML.Data;

/// <summary>The rows of a table in a random order, through a pool of rows held in memory.</summary>
internal sealed class ShuffledDataView : SingleCursorDataView
{
    private readonly IDataView _source;
    private readonly int _seed;
    private readonly int _poolSize;
    private readonly bool _shuffleSource;

    internal ShuffledDataView(IDataView source, int seed, int poolSize, bool shuffleSource)
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _seed = seed;
        _poolSize = poolSize;
        _shuffleSource = shuffleSource && source.CanShuffle;
    }

    public override bool CanShuffle => true;

    public override DataViewSchema Schema => _source.Schema;

    public override long? GetRowCount() => _source.GetRowCount();

    protected override DataViewRowCursor CreateCursor(bool[] active, Random rand)
    {
        Random order = rand ?? new Random(_seed);
        DataViewRowCursor input = _source.GetRowCursor(Marked(active), _shuffleSource ? order : null);
        return new PooledRowCursor(input, Schema, active, _poolSize, order);
    }
}
