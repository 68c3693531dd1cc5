using DeepQ.Serving;
using nietras.SeparatedValues;

namespace DeepQ.Tool.Tables;

/// <summary>Where the values of a state stand in a table.</summary>
/// <param name="Columns">The columns, in the order of the state; one that holds a list stands alone.</param>
/// <param name="IsList">Whether the one column holds all values, with spaces between them.</param>
/// <param name="Mask">The column with masks; null for none.</param>
internal sealed record StateColumns(IReadOnlyList<string> Columns, bool IsList, string? Mask)
{
    private static readonly string[] MaskNames = ["mask", "allowed"];

    /// <summary>Finds the columns: one called <c>state</c>, those whose names begin with it, or <paramref name="others"/>.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="header">The names of the columns.</param>
    /// <param name="policy">What the states are for.</param>
    /// <param name="others">Whether all columns but the mask are the state where none has its name.</param>
    /// <exception cref="InvalidDataException">There are none, or not as many as the policy takes.</exception>
    public static StateColumns Find(string path, IReadOnlyList<string> header, IPolicy policy, bool others)
    {
        string? mask = header.FirstOrDefault(name => MaskNames.Contains(name, StringComparer.OrdinalIgnoreCase));
        if (header.FirstOrDefault(name => name.Equals("state", StringComparison.OrdinalIgnoreCase)) is { } list
            && (policy.ObservationSize > 1 || header.Count(IsState) == 1))
        {
            return new([list], IsList: true, mask);
        }

        string[] states = [.. header.Where(IsState)];
        if (states.Length == 0 && others)
            states = [.. header.Where(name => name != mask)];
        return states.Length == policy.ObservationSize ? new(states, IsList: false, mask) : throw new InvalidDataException(
            $"'{path}' has {states.Length} columns of states{(states.Length > 0 ? $" ({string.Join(", ", states.Take(8))})" : "")}, and the "
            + $"policy takes {policy.ObservationSize} values: call them state_0, state_1 and so on, or put all into one column 'state' with "
            + "spaces between them.");
    }

    /// <summary>Reads the state of a row.</summary>
    /// <exception cref="FormatException">A value is no number, or there are not as many as the policy takes.</exception>
    public float[] State(SepReader.Row row, int size)
    {
        if (IsList)
        {
            float[] values = ValueList.Read(row[Columns[0]].Span);
            return values.Length == size ? values : throw new FormatException($"The state has {values.Length} values; the policy takes {size}.");
        }

        float[] state = new float[Columns.Count];
        for (int i = 0; i < state.Length; i++)
        {
            try
            {
                state[i] = ValueList.Number(row[Columns[i]].Span);
            }
            catch (FormatException error)
            {
                throw new FormatException($"{Columns[i]}: {error.Message}", error);
            }
        }

        return state;
    }

    /// <summary>Reads the mask of a row; empty where all actions are allowed.</summary>
    /// <exception cref="FormatException">It is no mask of as many actions, or allows none.</exception>
    public bool[] Allowed(SepReader.Row row, int actions)
    {
        bool[] allowed = Mask is null ? [] : ValueList.ReadMask(row[Mask].Span);
        if (allowed.Length != 0 && (allowed.Length != actions || !allowed.Contains(true)))
            throw new FormatException($"The mask has {allowed.Length} values, {allowed.Count(one => one)} of them 1; it takes one for each of {actions} actions, and a 1 at least.");
        return allowed;
    }

    private static bool IsState(string name) => name.StartsWith("state", StringComparison.OrdinalIgnoreCase);
}
