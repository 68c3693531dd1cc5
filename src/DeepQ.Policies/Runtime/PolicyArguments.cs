using System.Globalization;
using DeepQ.Serving.Inputs;

namespace DeepQ.Serving.Runtime;

/// <summary>Checks the arguments of policy calls.</summary>
internal static class PolicyArguments
{
    /// <exception cref="ArgumentException">The number of values is not a multiple of the observation size, or the policy takes no states.</exception>
    public static int CountRows(ReadOnlySpan<float> states, int observationSize)
    {
        RequireStates(observationSize);
        return states.Length % observationSize == 0
            ? states.Length / observationSize
            : throw new ArgumentException(
                $"{states.Length} values do not divide into states; a state has {observationSize}.",
                nameof(states));
    }

    /// <exception cref="ArgumentException">The policy takes no states.</exception>
    public static void RequireStates(int observationSize)
    {
        if (observationSize == 0)
        {
            throw new ArgumentException(
                "The policy takes the columns that its Inputs name, not states: create rows with PolicyRows.FromRow, FromRows or "
                + "FromColumns.");
        }
    }

    /// <exception cref="ArgumentException">A policy that requires masks is given none.</exception>
    public static void RequireMask(bool isRequired, ReadOnlySpan<bool> legal)
    {
        if (isRequired && legal.IsEmpty)
        {
            throw new ArgumentException(
                "The policy requires a mask: pass 'legal', true for each legal action, for each state.", nameof(legal));
        }
    }

    /// <exception cref="ArgumentException">The values are not those of one state.</exception>
    public static void CheckState(int length, int observationSize)
    {
        RequireStates(observationSize);
        if (length != observationSize)
        {
            throw new ArgumentException($"The state has {length} values, but the policy takes {observationSize}.");
        }
    }

    /// <exception cref="ArgumentException">There is no row, or more than one.</exception>
    public static void RequireOne(PolicyRows row)
    {
        if (row.Count != 1)
            throw new ArgumentException($"There are {row.Count} rows, but Act takes one: pass several to Evaluate.", nameof(row));
    }

    /// <exception cref="ArgumentException">A span has another length than the values to write.</exception>
    public static void CheckRoom(int length, long needed, string name)
    {
        if (length != needed)
        {
            throw new ArgumentException(
                $"The span has room for {length} values, but {needed} are to be written.", name);
        }
    }

    /// <exception cref="ArgumentException">A value is NaN or an infinity.</exception>
    public static void CheckFinite(ReadOnlySpan<float> states, int observationSize)
    {
        int bad = FiniteValues.FirstNonFinite(states);
        if (bad < 0)
            return;

        throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"State {bad / observationSize} has {states[bad]} at position {bad % observationSize}; ")
            + "all values must be finite.",
            nameof(states));
    }

    /// <summary>Converts states for a policy that observes bytes.</summary>
    /// <exception cref="ArgumentException">A value is not an integer from 0 to 255.</exception>
    public static void ToBytes(ReadOnlySpan<float> states, Span<byte> bytes, int observationSize)
    {
        for (int i = 0; i < states.Length; i++)
        {
            byte value = (byte)Math.Clamp(states[i], 0, 255);
            if (value != states[i])
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"State {i / observationSize} has {states[i]} at position {i % observationSize}; ")
                    + "the policy observes bytes, integers from 0 to 255.",
                    nameof(states));
            }

            bytes[i] = value;
        }
    }

    /// <exception cref="ArgumentException">A mask has the wrong length, or leaves a state without an action.</exception>
    public static void CheckLegal(ReadOnlySpan<bool> legal, int rows, int actionCount)
    {
        if (legal.IsEmpty)
            return;

        if (legal.Length != (long)rows * actionCount)
        {
            throw new ArgumentException(
                $"A mask of {rows} states and {actionCount} actions has {(long)rows * actionCount} values, "
                + $"not {legal.Length}.",
                nameof(legal));
        }

        for (int row = 0; row < rows; row++)
        {
            if (!legal.Slice(row * actionCount, actionCount).Contains(true))
                throw new ArgumentException($"State {row} has no legal action.", nameof(legal));
        }
    }
}
