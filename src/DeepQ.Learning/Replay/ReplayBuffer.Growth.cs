using System.Runtime.CompilerServices;

namespace DeepQ.Learning.Replay;

public sealed partial class ReplayBuffer
{
    /// <summary>
    /// The memory of a transition of floats whose next state is the state of the next transition, in bytes.
    /// </summary>
    internal static long BytesPerTransition(int observationSize, int maskedActions) =>
        BytesPerTransition(new ObservationLayout(observationSize), maskedActions);

    /// <summary>The memory of a separate next state of floats, in bytes.</summary>
    internal static long BytesPerState(int observationSize, int maskedActions) =>
        BytesPerState(new ObservationLayout(observationSize), maskedActions);

    private static long BytesPerTransition(ObservationLayout layout, int maskedActions) =>
        Unsafe.SizeOf<Record>() + BytesPerState(layout, maskedActions);

    private static long BytesPerState(ObservationLayout layout, int maskedActions) =>
        layout.BytesPerObservation + MaskStore.BytesPerRow(maskedActions);

    /// <summary>
    /// Returns the action of a slot; in a buffer that dropped nothing, slots are in the order of insertion.
    /// </summary>
    internal int ActionAt(int slot) => _records.First(slot).Action;

    /// <summary>Returns the reward of a slot.</summary>
    internal float RewardAt(int slot) => _records.First(slot).Reward;

    /// <summary>Copies the state of a slot.</summary>
    internal void ReadState(int slot, Span<float> state) => _states.Read(slot, state);

    /// <summary>Returns whether the next state of a slot is terminal.</summary>
    internal bool TerminatedAt(int slot) => _records.First(slot).Terminated;

    /// <summary>Returns a number that changes whenever the slot is written.</summary>
    internal uint VersionAt(int slot) => _records.First(slot).Version;

    /// <summary>Returns whether the transition in the next slot begins where this one ends.</summary>
    /// <param name="slot">The slot of this one.</param>
    public bool IsFollowed(int slot) => _records.First(slot).Successor == NextSlot;

    /// <summary>Returns the slots of all transitions, stream by stream, from oldest to newest.</summary>
    internal int[] SlotsInOrder()
    {
        int[] slots = new int[Count];
        int row = 0;
        for (int stream = 0; stream < _streams.Length; stream++)
        {
            (int head, int count) = (_streams[stream].Head, _streams[stream].Count);
            for (int i = 0; i < count; i++)
                slots[row++] = (stream * _slots) + ((head - count + i + SlotsOf(stream)) % SlotsOf(stream));
        }

        return slots;
    }

    /// <summary>Returns the same slots in reverse order, from the newest of the last stream.</summary>
    internal IEnumerable<int> SlotsFromLast()
    {
        for (int stream = _streams.Length - 1; stream >= 0; stream--)
        {
            for (int age = 1; age <= _streams[stream].Count; age++)
                yield return (stream * _slots) + ((_streams[stream].Head - age + SlotsOf(stream)) % SlotsOf(stream));
        }
    }

    /// <summary>Reserves room for more transitions; memory is allocated as they arrive.</summary>
    /// <exception cref="InvalidOperationException">There are several streams, or transitions were dropped already.</exception>
    internal void Grow(int capacity)
    {
        if (_streams.Length != 1 || _streams[0].Head != Count % _slots)
            throw new InvalidOperationException("Only a buffer of one stream that has kept everything can grow.");
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, Capacity);

        _slots = capacity;
        Capacity = capacity;
        _streams[0].Head = Count % _slots;
    }

    /// <summary>Ends the episode of the newest transition: the next one added does not follow it.</summary>
    /// <param name="stream">The source of the transition.</param>
    internal void CutOff(int stream = 0) => _streams[stream].Open = null;

    /// <summary>Whether a slot holds the newest transition of an episode that goes on.</summary>
    internal bool IsOpen(int slot) => _streams[slot / _slots].Open == slot;

    /// <summary>Whether the action of a slot was taken to explore.</summary>
    internal bool ExploresAt(int slot) => _records.First(slot).Explores;

    /// <summary>The slots of the newest transitions of a stream, from the oldest of them on.</summary>
    /// <param name="stream">The source.</param>
    /// <param name="most">The greatest number of them.</param>
    internal int[] NewestSlots(int stream, int most)
    {
        (int head, int count) = (_streams[stream].Head, Math.Min(most, _streams[stream].Count));
        return [.. Enumerable.Range(0, count).Select(i => (stream * _slots) + ((head - count + i + _slots) % _slots))];
    }

    /// <summary>
    /// Marks the action of the newest transition as exploratory: n-step returns of earlier ones end before it.
    /// </summary>
    internal void MarkNewestAsExploring() => _records.First(NewestSlot).MarkAsExploring();

    /// <summary>Renumbers all actions.</summary>
    /// <param name="numbers">The new number of each action, by its current one.</param>
    internal void RenumberActions(ReadOnlySpan<int> numbers)
    {
        for (int slot = 0; slot < Count; slot++)
        {
            ref Record record = ref _records.First(slot);
            record.Action = numbers[record.Action];
        }
    }
}
