using DeepQ.Learning.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>Reads the rows of a table of logged data and refuses values that cannot be used.</summary>
internal sealed class LoggedRowReader
{
    private readonly DataViewRowCursor _cursor;
    private readonly LoggedColumns _columns;
    private readonly StateReader _state;
    private readonly StateReader? _nextState;
    private readonly Func<float> _reward;
    private readonly ValueGetter<bool>? _terminated;
    private readonly ValueGetter<bool>? _truncated;
    private readonly Func<float>? _propensity;
    private readonly MaskReader? _mask;
    private readonly MaskReader? _nextMask;
    private readonly EpisodeIdReader? _episode;
    private readonly Func<long>? _time;

    public LoggedRowReader(
        DataViewRowCursor cursor, StateSource states, LoggedColumns columns, IReadOnlyList<string>? actionNames)
    {
        (_cursor, _columns) = (cursor, columns);
        _state = states.States(cursor);
        _nextState = states.HasSuccessors ? states.Successors(cursor) : null;
        Actions = ActionReader.Create(cursor, columns.Action, actionNames, columns.MaskedActions);
        RequireNumberedMasks(columns);
        _reward = NumberReader.Create(cursor, columns.Reward);
        _terminated = columns.Terminated is { } terminated ? cursor.GetGetter<bool>(terminated) : null;
        _truncated = columns.Truncated is { } truncated ? cursor.GetGetter<bool>(truncated) : null;
        _propensity = columns.Propensity is { } propensity ? NumberReader.Create(cursor, propensity) : null;
        _mask = columns.ActionMask is { } mask ? new MaskReader(cursor, mask) : null;
        _nextMask = columns.NextActionMask is { } nextMask ? new MaskReader(cursor, nextMask) : null;
        _episode = columns.EpisodeId is { } episode ? new EpisodeIdReader(cursor, episode) : null;
        _time = columns.Timestamp is { } time ? TimestampReader.Create(cursor, time) : null;
    }

    public ActionReader Actions { get; }

    /// <summary>Reads the current row.</summary>
    /// <returns>The id of its episode; empty without ids.</returns>
    /// <exception cref="ArgumentException">
    /// A value cannot be used; the message names the row and the column.
    /// </exception>
    public ReadOnlySpan<char> Read(LoggedRow row)
    {
        row.Number = _cursor.Position;
        row.Action = Actions.Read();
        // In a table without a terminated column, nothing follows a row.
        (row.Terminated, row.Truncated) = (_terminated is null || Read(_terminated), _truncated is not null && Read(_truncated));
        row.Timestamp = _time?.Invoke();
        if (row.IsLastObservation)
        {
            ReadLastObservation(row);
            return _episode!.Read();
        }

        row.Reward = ReadReward();
        row.Propensity = _propensity is null ? null : ReadPropensity();
        _state.Read(row.State);
        ReadMask(row);
        // A terminal next state has the value zero, so its content is ignored.
        if (!row.Terminated)
        {
            _nextState?.Read(row.NextState);
            _nextMask?.Read(row.NextLegal);
        }

        return _episode is null ? default : _episode.Read();
    }

    // No action was taken and no reward received; the observation of a terminal state is not used.
    private void ReadLastObservation(LoggedRow row)
    {
        if (_nextState is not null || _episode is null)
            throw Actions.Missing();
        (row.Reward, row.Propensity) = (0, null);
        if (row.Terminated)
            return;
        _state.Read(row.State);
        _mask?.Read(row.Legal);
    }

    private void ReadMask(LoggedRow row)
    {
        if (_mask is null)
            return;
        _mask.Read(row.Legal);
        if (row.Action >= row.Legal.Length || !row.Legal[row.Action])
        {
            throw new ArgumentException(
                $"Row {row.Number} has the action number {row.Action} in '{_columns.Action.Name}', which its mask in " +
                $"'{_columns.ActionMask!.Value.Name}' rules out.");
        }
    }

    private float ReadReward()
    {
        float reward = _reward();
        return Magnitude.Problem(reward) is not { } problem ? reward : throw new ArgumentException(FormattableString.Invariant(
            $"Row {_cursor.Position} has the reward {reward} in '{_columns.Reward.Name}'; it must be {problem}"));
    }

    private float ReadPropensity()
    {
        float propensity = _propensity!();
        return propensity is > 0 and <= 1 ? propensity : throw new ArgumentException(
            $"Row {_cursor.Position} has the propensity {propensity} in '{_columns.Propensity!.Value.Name}'; the " +
            "probability of a chosen action must be above 0 and at most 1. Leave such rows out, or set " +
            "PropensityColumnName to null to estimate the probabilities of all rows.");
    }

    // The positions of a mask are the numbers of actions, so the numbers must be known in advance.
    private void RequireNumberedMasks(LoggedColumns columns)
    {
        if (columns.MaskedActions == 0)
            return;
        if (Actions.Count is null && columns.Action.Type is TextDataViewType)
        {
            throw new ArgumentException(
                $"The masks in '{columns.ActionMask!.Value.Name}' number the actions, but those in " +
                $"'{columns.Action.Name}' are text: " +
                "set their order in ActionNames.");
        }

        if (Actions.Count is { } count && count != columns.MaskedActions)
        {
            throw new ArgumentException(
                $"The masks in '{columns.ActionMask!.Value.Name}' have {columns.MaskedActions} values for {count} " +
                "actions.");
        }
    }

    private static T Read<T>(ValueGetter<T> getter)
        where T : struct
    {
        T value = default;
        getter(ref value);
        return value;
    }
}
