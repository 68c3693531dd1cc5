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
        int size = transitions.ObservationSize;
        float[] state = new float[size];
        ColumnStatistics[] columns = [.. Enumerable.Range(0, size).Select(_ => new ColumnStatistics())];
        for (int row = 0; row < transitions.Count; row++)
        {
            transitions.ReadState(transitions.SlotOf(row), state);
            for (int column = 0; column < size; column++)
                columns[column].Add(state[column]);
        }

        for (int row = 0; row < transitions.Count; row++)
        {
            transitions.ReadState(transitions.SlotOf(row), state);
            for (int column = 0; column < size; column++)
                columns[column].AddToUsual(state[column]);
        }

        indistinct = [.. Enumerable.Range(0, size).Where(column => columns[column].IsIndistinct)];
        return new ObservationScaling(
            [.. columns.Select(column => column.Offset)], [.. columns.Select(column => column.Factor)]);
    }
}
