namespace DeepQ.Learning.Replay;

public sealed partial class ReplayBuffer
{
    /// <summary>The number of transitions that are never dropped. They stand behind all others, in a stream of their own.</summary>
    internal int PermanentCount { get; }

    /// <summary>The number of those that are there and will be dropped; <see cref="SlotOf"/> numbers them first.</summary>
    internal int PassingCount => Count - (PermanentCount > 0 ? _streams[^1].Count : 0);

    /// <summary>The first slot of those that are never dropped; <see cref="Capacity"/> where there are none.</summary>
    internal int FirstPermanentSlot => Capacity - PermanentCount;

    /// <summary>Whether the transition of a slot is never dropped.</summary>
    internal bool IsPermanent(int slot) => slot >= FirstPermanentSlot;

    private int SlotsOf(int stream) => stream < Streams ? _slots : PermanentCount;
}
