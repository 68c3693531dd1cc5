using System.Globalization;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Scaling;

/// <summary>
/// Chooses how the states of a table are shifted and scaled, so that the units of columns do not matter.
/// </summary>
internal static class TableScaling
{
    /// <summary>Examines every state.</summary>
    /// <param name="transitions">The transitions, at least one.</param>
    /// <param name="warnings">Receives problems that are better corrected in the table.</param>
    public static ObservationScaling Of(ReplayBuffer transitions, out IReadOnlyList<string> warnings)
    {
        ColumnStatistics[] columns = Statistics(transitions, transitions.Count);
        int[] indistinct = [.. Enumerable.Range(0, columns.Length).Where(column => columns[column].IsIndistinct)];
        int[] far = [.. Enumerable.Range(0, columns.Length).Where(column => columns[column].HasOutlier)];
        List<string> found = [];
        if (indistinct.Length > 0)
        {
            found.Add(
                $"Value {indistinct[0]} of the states{Others(indistinct)} varies so little relative to its mean that float32 " +
                "can hardly distinguish its values: subtract a constant from it before the table is read.");
        }

        if (far.Length > 0)
        {
            found.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Value {far[0]} of the states{Others(far)} is up to {columns[far[0]].Farthest:F0} standard deviations from where " +
                $"it usually is, which makes all others look alike: cap it, or use its logarithm."));
        }

        warnings = found;
        return Scaling(columns, column => column.Factor);

        static string Others(int[] columns) => columns.Length == 1 ? "" : $", and {columns.Length - 1} more,";
    }

    /// <summary>Examines some of the states observed so far; values that never changed may still change.</summary>
    /// <param name="transitions">The transitions, at least one.</param>
    /// <param name="rows">The greatest number of states to examine, evenly spaced.</param>
    /// <param name="still">Marks values that never changed; those that did are cleared.</param>
    public static ObservationScaling UntilNow(ReplayBuffer transitions, int rows, Span<bool> still)
    {
        ColumnStatistics[] columns = Statistics(transitions, Math.Min(rows, transitions.Count));
        for (int i = 0; i < still.Length; i++)
            still[i] &= columns[i].IsConstant;
        return Scaling(
            columns,
            column => !column.IsConstant ? column.Factor : column.Offset == 0 ? 1 : 1 / Math.Abs(column.Offset));
    }

    private static ColumnStatistics[] Statistics(ReplayBuffer transitions, int rows)
    {
        ColumnStatistics[] columns = [.. Enumerable.Range(0, transitions.ObservationSize).Select(_ => new ColumnStatistics())];
        if (transitions.IsSparse)
        {
            AddSparse(transitions, columns);
            return columns;
        }

        float[] state = new float[columns.Length];
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

    // Zeros are counted but never read.
    private static void AddSparse(ReplayBuffer transitions, ColumnStatistics[] columns)
    {
        int[] zeros = new int[columns.Length];
        Array.Fill(zeros, transitions.Count);
        ForEach((place, value) =>
        {
            columns[place].Add(value);
            zeros[place]--;
        });
        foreach (ColumnStatistics column in columns)
            column.AddZeros(transitions.Count);
        ForEach((place, value) => columns[place].AddToUsual(value));
        for (int column = 0; column < columns.Length; column++)
            columns[column].AddToUsual(0, zeros[column]);

        void ForEach(Action<int, float> add)
        {
            for (int row = 0; row < transitions.Count; row++)
            {
                StateRow state = transitions.StateAt(transitions.SlotOf(row));
                for (int i = 0; i < state.Values.Length; i++)
                    add(state.Places[i], state.Values[i]);
            }
        }
    }

    private static ObservationScaling Scaling(ColumnStatistics[] columns, Func<ColumnStatistics, float> factor) =>
        new([.. columns.Select(column => column.Offset)], [.. columns.Select(factor)]);
}
