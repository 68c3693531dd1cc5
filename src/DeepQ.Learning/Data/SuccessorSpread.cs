using DeepQ.Learning.Replay;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Data;

/// <summary>Finds values of next states that are scaled differently from the same values of states.</summary>
/// <remarks>
/// In a log most next states are states of other rows, so both have about the same mean and deviation, unless one went
/// through a transform that the other did not.
/// </remarks>
internal static class SuccessorSpread
{
    private const int FewRows = 30;
    private const double FarMeans = 4;
    private const double FarDeviations = 10;

    /// <summary>Describes the first suspect value; null if there is none.</summary>
    public static string? Problem(ReplayBuffer transitions)
    {
        TransitionBatch row = transitions.NewBatch(1);
        Moments[] states = new Moments[transitions.ObservationSize];
        Moments[] successors = new Moments[transitions.ObservationSize];
        int count = 0;
        for (int slot = 0; slot < transitions.Count; slot++)
        {
            if (transitions.TerminatedAt(slot))
                continue;
            row.Slots[0] = slot;
            transitions.Read(row, gamma: 1, steps: 1);
            count++;
            Add(row.StateRows.Row(states.Length), states);
            Add(row.NextStateRows.Row(states.Length), successors);
        }

        for (int i = 0; i < states.Length; i++)
        {
            states[i].AddZeros(count);
            successors[i].AddZeros(count);
        }

        for (int i = 0; i < states.Length && count >= FewRows; i++)
        {
            (double one, double other) = (states[i].Deviation, successors[i].Deviation);
            bool isFar = Math.Abs(states[i].Mean - successors[i].Mean) > FarMeans * Math.Max(one, other);
            if (Math.Min(one, other) > 0 && (isFar || Math.Max(one, other) > FarDeviations * Math.Min(one, other)))
            {
                return FormattableString.Invariant(
                    $"Value {i} of the states is {states[i].Mean:G3} ± {one:G3}, and that of the next states ") +
                    FormattableString.Invariant($"{successors[i].Mean:G3} ± {other:G3}.");
            }
        }

        return null;
    }

    private static void Add(StateRow row, Moments[] moments)
    {
        for (int i = 0; i < row.Values.Length; i++)
            moments[row.IsSparse ? row.Places[i] : i].Add(row.Values[i]);
    }

    /// <summary>Mean and deviation of a stream of numbers.</summary>
    /// <remarks>Welford: Note on a Method for Calculating Corrected Sums of Squares and Products (1962).</remarks>
    private struct Moments
    {
        private double _squares;
        private int _count;

        public double Mean { get; private set; }

        public readonly double Deviation => Math.Sqrt(_squares / _count);

        public void Add(double value)
        {
            _count++;
            double before = value - Mean;
            Mean += before / _count;
            _squares += before * (value - Mean);
        }

        /// <summary>Adds the zeros that a sparse representation leaves out of a count of numbers.</summary>
        public void AddZeros(int count)
        {
            if (_count == count)
                return;
            _squares += Mean * Mean * _count * (count - _count) / count;
            Mean *= (double)_count / count;
            _count = count;
        }
    }
}
