using DeepQ.Learning.States;

namespace DeepQ.Learning.Replay;

public sealed partial class ReplayBuffer
{
    private const int MostLooked = 1024;

    /// <summary>Whether only nonzero values of observations are stored.</summary>
    internal bool IsSparse => _states.Sparse is not null;

    /// <summary>Creates a buffer of one stream for observations that are mostly zeros.</summary>
    internal static ReplayBuffer OfSparse(int capacity, int observationSize, int maskedActions = 0) =>
        new(capacity, observationSize, maskedActions, file: null);

    /// <summary>Creates a batch for observations in the format of this buffer.</summary>
    internal TransitionBatch NewBatch(int size) => new(size, ObservationSize, MaskedActions, IsSparse);

    /// <inheritdoc cref="Add(ReadOnlySpan{float}, int, float, ReadOnlySpan{float}, bool, bool, int, ReadOnlySpan{bool}, ReadOnlySpan{bool})"/>
    internal void AddSparse(
        StateRow state,
        int action,
        float reward,
        StateRow nextState,
        bool terminated,
        bool truncated = false,
        ReadOnlySpan<bool> legal = default,
        ReadOnlySpan<bool> nextLegal = default) =>
        AddRows(state, action, reward, nextState, terminated, truncated, stream: 0, legal, nextLegal);

    /// <summary>Returns a view of the state of a slot, in a buffer of floats.</summary>
    internal StateRow StateAt(int slot) => _states[slot];

    /// <summary>Returns a view of the next state of a slot, in a buffer of floats.</summary>
    internal StateRow SuccessorAt(int slot) =>
        _records.First(slot).Successor == NextSlot ? _states[Next(slot)] : _ownSuccessors[_records.First(slot).Successor];

    /// <summary>Estimates the memory of a number of transitions like the stored ones, in bytes.</summary>
    internal long MemorySizeOf(long transitions)
    {
        if (Count == 0)
            return 0;
        double ownRows = (double)_ownRows.End / Count;
        if (_states.Sparse is not { } states)
        {
            return (long)(transitions * (BytesPerTransition(Layout, MaskedActions)
                + (ownRows * BytesPerState(Layout, MaskedActions))));
        }

        // Assumes the average number of values of the first rows, so that the cost does not grow with the buffer.
        int looked = Math.Min(Count, MostLooked), ownLooked = Math.Min(_ownRows.End, MostLooked);
        double values = (double)states.ValuesOf(looked) / looked;
        double ownValues = ownRows * _ownSuccessors.Sparse!.ValuesOf(ownLooked) / Math.Max(1, ownLooked);
        return (long)(transitions * (BytesPerTransition(0, MaskedActions)
            + ((1 + ownRows) * SparseObservations.BytesPerRow) + ((values + ownValues) * (sizeof(float) + sizeof(int)))));
    }

    /// <summary>Switches to storing all values if too many of them are nonzero.</summary>
    internal void MakeDenseUnlessSparse()
    {
        if (_states.Sparse is not { } sparse || sparse.Pays(Count))
            return;
        _states.MoveTo(new FloatObservations(ObservationSize, Capacity, _file), Capacity, Count);
        _ownSuccessors.MoveTo(new FloatObservations(ObservationSize, Capacity, _file), _ownRows.End, _ownRows.End);
    }
}
