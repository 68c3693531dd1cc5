using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

public sealed partial class ReplayBuffer
{
    private ObservationRows NewRows(ObservationStore observations) =>
        new(observations, ObservationSize, MaskedActions, Capacity, _file);

    private int AddOwnRow(StateRow observation, ReadOnlySpan<bool> legal, int slot)
    {
        int row = _ownRows.Take();
        _ownSuccessors.Write(row, observation, legal, _states, slot);
        return row;
    }

    private void ReleaseSuccessor(int slot)
    {
        ref int successor = ref _records.First(slot).Successor;
        if (successor == NextSlot)
            return;
        _ownSuccessors.Release(successor);
        _ownRows.GiveBack(successor);
        successor = NextSlot;
    }

    private int Next(int slot)
    {
        int next = slot + 1;
        return next % _slots == 0 && !IsPermanent(slot) ? next - _slots : next;
    }

    private void RequireObservation(StateRow observation, string name)
    {
        RequireSize(observation.Size, name);
        if (!observation.IsSparse)
            _states.RequireStorable(observation.Values);
    }

    private void RequireSize(int size, string name)
    {
        if (size != ObservationSize)
        {
            throw new ArgumentException(
                $"An observation of this buffer has {ObservationSize} values, not {size}.", name);
        }
    }

    private void RequireLegal(StateRow state, int action, ReadOnlySpan<bool> legal)
    {
        RequireSomeLegal(state, legal);
        if (MaskedActions > 0 && ((uint)action >= (uint)MaskedActions || !legal[action]))
            throw new ArgumentException($"Action {action} is not legal in the state {Text(state)}.", nameof(action));
    }

    private void RequireSomeLegal(StateRow state, ReadOnlySpan<bool> legal)
    {
        if (legal.Length != MaskedActions)
            throw new ArgumentException($"A mask of this buffer has {MaskedActions} values, not {legal.Length}.");
        if (MaskedActions > 0 && !legal.Contains(true))
        {
            throw new ArgumentException(
                $"The state {Text(state)} has no legal action, so it must be terminal; it is not.");
        }
    }

    private static string Text(StateRow row)
    {
        const int Shown = 8;
        float[] state = row.ToArray();
        string values = string.Join(", ", state[..Math.Min(Shown, state.Length)]);
        return state.Length <= Shown ? $"({values})" : $"({values}, …)";
    }

    private static ObservationLayout LayoutOf(BoxSpace observationSpace)
    {
        ArgumentNullException.ThrowIfNull(observationSpace);
        return ObservationLayout.Of(observationSpace);
    }

    // The system grants more memory than there is and kills the process once it is used, so it is refused here.
    private static void RequireMemory(int capacity, ObservationLayout layout, int maskedActions)
    {
        double bytes = BytesPerTransition(layout, maskedActions);
        double available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (capacity * bytes > available)
        {
            throw new ArgumentOutOfRangeException(
                nameof(capacity),
                capacity,
                $"With {layout} per observation, {capacity} transitions take " +
                $"{capacity * bytes / 1e9:F1} GB; the {available / 1e9:F1} GB of memory fit at most " +
                $"{available / bytes:F0} transitions.");
        }
    }
}
