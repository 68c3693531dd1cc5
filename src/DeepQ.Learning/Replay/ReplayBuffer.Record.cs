namespace DeepQ.Learning.Replay;

public sealed partial class ReplayBuffer
{
    // The data of a slot beside its state, in one record: a draw at a random position then waits for memory once.
    private struct Record
    {
        public int Action;
        public float Reward;

        /// <summary><see cref="NextSlot"/>, or the row of a separately stored next state.</summary>
        public int Successor;

        private uint _versionAndFlags;

        public Record(uint version, TransitionFlags flags) => _versionAndFlags = (version << 2) | (uint)flags;

        public readonly bool Terminated => (Flags & TransitionFlags.Terminated) != 0;

        /// <summary>Whether the action was exploratory.</summary>
        public readonly bool Explores => (Flags & TransitionFlags.Explores) != 0;

        public readonly TransitionFlags Flags => (TransitionFlags)(_versionAndFlags & 3);

        /// <summary>The number of times the slot has been written, without its two highest bits.</summary>
        public readonly uint Version => _versionAndFlags >> 2;

        public void MarkAsExploring() => _versionAndFlags |= (uint)TransitionFlags.Explores;
    }
    // A checkpoint stores them as a byte.
    [Flags]
    private enum TransitionFlags : byte
    {
        None = 0,
        Terminated = 1,
        Explores = 2,
    }
}
