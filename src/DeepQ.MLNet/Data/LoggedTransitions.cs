using DeepQ.Environments;
using DeepQ.Learning;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet;

/// <summary>A table of transitions, read and checked.</summary>
/// <param name="Transitions">The transitions, in the order of the rows.</param>
/// <param name="ObservationSpace">The observations, with the least and the greatest value seen at each position.</param>
/// <param name="ActionSpace">The actions.</param>
internal sealed record LoggedTransitions(ReplayBuffer Transitions, BoxSpace ObservationSpace, DiscreteSpace ActionSpace)
{
    public static LoggedTransitions Read(IDataView input, DeepQTrainer.Options options)
    {
        var columns = TransitionColumns.Find(input.Schema, options);
        int size = ((VectorDataViewType)columns.State.Type).Size;
        IReadOnlyList<string>? names = options.ActionNames ?? KeyNames(columns.Action);
        ReplayBuffer transitions = new(CountRows(input), size);
        ObservationBounds bounds = new(size);
        long limit = names?.Count ?? int.MaxValue;
        long greatest = -1;

        using DataViewRowCursor cursor = input.GetRowCursor(
            [columns.State, columns.Action, columns.Reward, columns.NextState, columns.Terminated]);
        StateReader readState = new(cursor, columns.State);
        StateReader readNextState = new(cursor, columns.NextState);
        Func<long> readAction = ActionReader.Create(cursor, columns.Action);
        ValueGetter<float> readReward = cursor.GetGetter<float>(columns.Reward);
        ValueGetter<bool> readTerminated = cursor.GetGetter<bool>(columns.Terminated);
        float reward = 0;
        bool terminated = false;
        while (cursor.MoveNext())
        {
            ReadOnlySpan<float> state = readState.Read();
            ReadOnlySpan<float> nextState = readNextState.Read();
            long action = readAction();
            readReward(ref reward);
            readTerminated(ref terminated);
            if (action < 0 || action >= limit)
                throw BadAction(columns.Action, cursor.Position, action, limit);
            if (!float.IsFinite(reward))
                throw new ArgumentException($"Row {cursor.Position} has the reward {reward} in '{columns.Reward.Name}'; it must be finite.");

            greatest = Math.Max(greatest, action);
            bounds.Include(state);
            bounds.Include(nextState);
            transitions.Add(state, (int)action, reward, nextState, terminated);
        }

        names ??= [.. Enumerable.Range(0, (int)greatest + 1).Select(action => $"{action}")];
        return new LoggedTransitions(transitions, bounds.ToSpace(), new DiscreteSpace([.. names]));
    }

    private static int CountRows(IDataView input)
    {
        long count = input.GetRowCount() ?? Walk(input);
        return count switch
        {
            0 => throw new ArgumentException("The table has no rows; at least one transition is needed."),
            > int.MaxValue => throw new ArgumentException($"The table has {count} rows; at most {int.MaxValue} can be kept."),
            _ => (int)count,
        };
    }

    private static long Walk(IDataView input)
    {
        using DataViewRowCursor cursor = input.GetRowCursor([]);
        long count = 0;
        while (cursor.MoveNext())
            count++;
        return count;
    }

    // Keys of text carry the names of the actions; other keys at least tell how many there are.
    private static List<string>? KeyNames(DataViewSchema.Column column)
    {
        if (column.Type is not KeyDataViewType key)
            return null;
        if (!column.HasKeyValues(TextDataViewType.Instance))
            return [.. Enumerable.Range(0, checked((int)key.Count)).Select(action => $"{action}")];

        VBuffer<ReadOnlyMemory<char>> values = default;
        column.GetKeyValues(ref values);
        return [.. values.DenseValues().Select(value => value.ToString())];
    }

    private static ArgumentException BadAction(DataViewSchema.Column column, long row, long action, long limit) =>
        column.Type is KeyDataViewType && action < 0
            ? new ArgumentException($"Row {row} has no action: the key in '{column.Name}' is missing.")
            : new ArgumentException(
                $"Row {row} has the action {action} in '{column.Name}'; it must be from 0 to {limit - 1}.");
}
