using DeepQ.Serving;

namespace DeepQ.Tool.Tables;

/// <summary>States that a policy is asked for, with their masks.</summary>
/// <param name="States">The values, row-major.</param>
/// <param name="Legal">True for each action that is allowed, for each state; empty for all.</param>
internal sealed record StateTable(float[] States, bool[] Legal)
{
    /// <summary>Reads a table of CSV.</summary>
    /// <exception cref="InvalidDataException">It does not fit the policy; the message names the file and the line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static StateTable Read(string path, IPolicy policy)
    {
        RequireStates(policy);
        List<(float[] State, bool[] Allowed)> rows = CsvTable.Read(path, header =>
        {
            StateColumns columns = StateColumns.Find(path, header, policy, others: true);
            return new CsvTable.RowReader<(float[], bool[])>(row =>
                (columns.State(row, policy.ObservationSize), columns.Allowed(row, policy.ActionCount)));
        });
        bool[] all = [.. Enumerable.Repeat(true, policy.ActionCount)];
        bool isMasked = rows.Exists(row => row.Allowed.Length > 0);
        return new(
            [.. rows.SelectMany(row => row.State)],
            isMasked ? [.. rows.SelectMany(row => row.Allowed.Length > 0 ? row.Allowed : all)] : []);
    }

    /// <summary>Draws states within the bounds that a policy says it observes, or [-10, 10] where it says none.</summary>
    public static StateTable Draw(IPolicy policy, int count, Random random)
    {
        RequireStates(policy);
        StateBounds bounds = StateBounds.Of(policy);
        float[] states = new float[count * policy.ObservationSize];
        for (int i = 0; i < states.Length; i++)
            states[i] = bounds.Draw(i % policy.ObservationSize, random);
        return new(states, []);
    }

    /// <summary>Splits the table in order, so that states of one episode are not on both sides.</summary>
    /// <exception cref="InvalidDataException">There are too few states.</exception>
    public (StateTable First, StateTable Last) Split(IPolicy policy, double part)
    {
        int first = (int)(part * (States.Length / policy.ObservationSize));
        if (first == 0)
            throw new InvalidDataException("There are too few states: some thousands are needed, of which a quarter is measured on.");
        int legal = Legal.Length == 0 ? 0 : first * policy.ActionCount;
        return (
            new(States[..(first * policy.ObservationSize)], Legal[..legal]),
            new(States[(first * policy.ObservationSize)..], Legal[legal..]));
    }

    /// <summary>Requires that a policy takes states.</summary>
    /// <exception cref="NotSupportedException">It takes columns of several types.</exception>
    public static void RequireStates(IPolicy policy)
    {
        if (policy.ObservationSize == 0)
        {
            throw new NotSupportedException(
                $"The policy takes the columns {string.Join(", ", policy.Inputs)}, and not states: ask it by a program, with PolicyRows.");
        }
    }
}
