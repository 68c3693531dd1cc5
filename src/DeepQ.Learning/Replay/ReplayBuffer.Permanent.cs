namespace DeepQ.Learning.Replay;

public sealed partial class ReplayBuffer
{
    /// <summary>The number of permanent transitions. They come after all others, in a separate stream.</summary>
    internal int PermanentCount { get; }

    /// <summary>
    /// The number of stored transitions that are not permanent; <see cref="SlotOf"/> numbers them first.
    /// </summary>
    internal int PassingCount => Count - (PermanentCount > 0 ? _streams[^1].Count : 0);

    /// <summary>The first slot of permanent transitions; <see cref="Capacity"/> if there are none.</summary>
    internal int FirstPermanentSlot => Capacity - PermanentCount;

    /// <summary>Returns whether the transition of a slot is permanent.</summary>
    internal bool IsPermanent(int slot) => slot >= FirstPermanentSlot;

    private int SlotsOf(int stream) => stream < Streams ? _slots : PermanentCount;
}
