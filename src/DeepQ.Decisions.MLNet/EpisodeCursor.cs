using DeepQ.Decisions.Joining;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Decisions.MLNet;

/// <summary>Iterates over the decisions of a log, one episode at a time.</summary>
internal abstract class EpisodeCursor(
    DataViewSchema schema, JoinedLog log, Func<JoinedEpisode, bool>? where, HashSet<int> active) : DataViewRowCursor
{
    private readonly IAsyncEnumerator<JoinedEpisode> _episodes = log.GetAsyncEnumerator();
    private JoinedEpisode? _episode;
    private int _place;
    private long _position = -1;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    /// <summary>The id of the episode's first decision, which no other episode has.</summary>
    protected string EpisodeId { get; private set; } = "";

    protected JoinedRow Row => _episode?.Rows[_place] ?? throw new InvalidOperationException("The cursor is not on a row.");

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

    public override bool MoveNext()
    {
        do
        {
            if (_episode is not null && _place + 1 < _episode.Rows.Count)
            {
                _place++;
            }
            else if (!MoveToNextEpisode())
            {
                _position = -1;
                return false;
            }
        }
        while (!IsTaken(Row));
        _position++;
        return true;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Delegate getter = column.Index >= schema.Count || !IsColumnActive(column)
            ? throw new ArgumentOutOfRangeException(nameof(column), column.Name, "The column was not requested.")
            : GetterOf(column.Name);
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue)}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref id) => id = new((ulong)_position, 0);

    /// <summary>Returns whether the table has a row for a decision.</summary>
    protected virtual bool IsTaken(JoinedRow row) => true;

    /// <summary>Returns the getter of a column of the current row.</summary>
    protected abstract Delegate GetterOf(string column);

    /// <summary>Creates the exception for a decision that does not fit the table.</summary>
    protected InvalidDataException Unfit(string what) => new($"The decision {Row.Decision.Id} has {what}.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _episodes.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    private bool MoveToNextEpisode()
    {
        do
        {
            // Cursors are synchronous, so this must block.
            _episode = _episodes.MoveNextAsync().AsTask().GetAwaiter().GetResult() ? _episodes.Current : null;
        }
        while (_episode is not null && where?.Invoke(_episode) == false);
        _place = 0;
        EpisodeId = _episode?.Rows[0].Decision.Id.ToString("N") ?? "";
        return _episode is not null;
    }
}
