namespace DeepQ.Learning;

/// <summary>Chooses how the states of a table are shifted and scaled, so that no unit of a column matters.</summary>
internal static class TableScaling
{
    /// <summary>Looks at every state.</summary>
    /// <param name="transitions">The transitions, at least one.</param>
    /// <param name="indistinct">
    /// Receives the values whose deviation is so small beside their mean that float32 can hardly tell them apart.
    /// </param>
    public static ObservationScaling Of(ReplayBuffer transitions, out IReadOnlyList<int> indistinct)
    {
        ColumnStatistics[] columns = Statistics(transitions, transitions.Count);
        indistinct = [.. Enumerable.Range(0, columns.Length).Where(column => columns[column].IsIndistinct)];
        return Scaling(columns, column => column.Factor);
    }

    /// <summary>Looks at some states of those that were seen until now; what never changed may change yet.</summary>
    /// <param name="transitions">The transitions, at least one.</param>
    /// <param name="rows">How many states are looked at, at most; they lie evenly apart.</param>
    public static ObservationScaling UntilNow(ReplayBuffer transitions, int rows) => Scaling(
        Statistics(transitions, Math.Min(rows, transitions.Count)),
        column => !column.IsConstant ? column.Factor : column.Offset == 0 ? 1 : 1 / Math.Abs(column.Offset));

    private static ColumnStatistics[] Statistics(ReplayBuffer transitions, int rows)
    {
        float[] state = new float[transitions.ObservationSize];
        ColumnStatistics[] columns = [.. Enumerable.Range(0, state.Length).Select(_ => new ColumnStatistics())];
        ForEach((column, value) => column.Add(value));
        ForEach((column, value) => column.AddToUsual(value));
        return columns;

        void ForEach(Action<ColumnStatistics, float> add)
        {
            for (int row = 0; row < rows; row++)
            {
                int index = (int)((long)row * transitions.Count / rows);
                transitions.ReadState(transitions.SlotOf(index), state);
                for (int column = 0; column < columns.Length; column++)
                    add(columns[column], state[column]);
            }
        }
    }

    private static ObservationScaling Scaling(ColumnStatistics[] columns, Func<ColumnStatistics, float> factor) =>
        new([.. columns.Select(column => column.Offset)], [.. columns.Select(factor)]);
}
