using DeepQ.Decisions.Joining;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.Decisions.MLNet;

/// <summary>Goes through the decisions of a log, an episode at a time.</summary>
internal sealed class DecisionCursor(
    DecisionTable table, JoinedLog log, Func<JoinedEpisode, bool>? where, HashSet<int> active) : DataViewRowCursor
{
    private readonly IAsyncEnumerator<JoinedEpisode> _episodes = log.GetAsyncEnumerator();
    private JoinedEpisode? _episode;
    private int _place;
    private long _position = -1;
    private string _id = "";

    public override DataViewSchema Schema => table.Schema;

    public override long Position => _position;

    public override long Batch => 0;

    private JoinedRow Row => _episode?.Rows[_place] ?? throw new InvalidOperationException("The cursor stands on no row.");

    public override bool IsColumnActive(DataViewSchema.Column column) => active.Contains(column.Index);

    public override bool MoveNext()
    {
        if (_episode is not null && ++_place < _episode.Rows.Count)
        {
            _position++;
            return true;
        }

        do
        {
            // A cursor cannot wait otherwise.
            _episode = _episodes.MoveNextAsync().AsTask().GetAwaiter().GetResult() ? _episodes.Current : null;
        }
        while (_episode is not null && where?.Invoke(_episode) == false);
        if (_episode is null)
        {
            _position = -1;
            return false;
        }

        _place = 0;
        _position++;
        _id = _episode.Rows[0].Decision.Id.ToString("N");
        return true;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Delegate getter = column.Index >= table.Schema.Count || !IsColumnActive(column)
            ? throw new ArgumentOutOfRangeException(nameof(column), column.Name, "The column was not asked for.")
            : column.Name switch
            {
                "EpisodeId" => (ValueGetter<ReadOnlyMemory<char>>)((ref value) => value = _id.AsMemory()),
                "State" => (ValueGetter<VBuffer<float>>)ReadState,
                "Action" => (ValueGetter<uint>)((ref value) => value = (uint)Row.Decision.Action + 1),
                "Reward" => (ValueGetter<double>)((ref value) => value = Row.Reward),
                "Propensity" => (ValueGetter<double>)((ref value) => value = Row.Decision.Probability ?? double.NaN),
                "ActionMask" => (ValueGetter<VBuffer<bool>>)ReadMask,
                "Terminated" => (ValueGetter<bool>)((ref value) => value = Row.IsTerminal),
                "Truncated" => (ValueGetter<bool>)((ref value) => value = Row.Next is null && !Row.IsTerminal),
                _ => (ValueGetter<ReadOnlyMemory<char>>)((ref value) => value = Row.Decision.Version.AsMemory()),
            };
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, not {typeof(TValue)}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref id) => id = new((ulong)_position, 0);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _episodes.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose(disposing);
    }

    private void ReadState(ref VBuffer<float> value)
    {
        ReadOnlySpan<float> state = Row.Decision.State.Span;
        if (state.Length != table.StateSize)
            throw Unfit($"a state of {state.Length} values, and the table has states of {table.StateSize}");
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, state.Length);
        state.CopyTo(editor.Values);
        value = editor.Commit();
    }

    private void ReadMask(ref VBuffer<bool> value)
    {
        ReadOnlySpan<bool> allowed = Row.Decision.Allowed.Span;
        if (allowed.Length != 0 && allowed.Length != table.ActionCount)
            throw Unfit($"a mask of {allowed.Length} actions, and the table has {table.ActionCount}");
        VBufferEditor<bool> editor = VBufferEditor.Create(ref value, table.ActionCount);
        if (allowed.IsEmpty)
            editor.Values.Fill(true);
        else
            allowed.CopyTo(editor.Values);
        value = editor.Commit();
    }

    private InvalidDataException Unfit(string what) => new($"The decision {Row.Decision.Id} has {what}.");
}
