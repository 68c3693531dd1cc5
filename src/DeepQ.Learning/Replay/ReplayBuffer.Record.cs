namespace DeepQ.Learning.Replay;

public sealed partial class ReplayBuffer
{
    // What a slot holds beside its state, side by side: a draw at a random place then waits for memory once.
    private struct Record
    {
        public int Action;
        public float Reward;

        /// <summary><see cref="NextSlot"/>, or a row of the successors that stand alone.</summary>
        public int Successor;

        private uint _versionAndFlags;

        public Record(uint version, TransitionFlags flags) => _versionAndFlags = (version << 2) | (uint)flags;

        public readonly bool Terminated => (Flags & TransitionFlags.Terminated) != 0;

        /// <summary>Whether the action was taken to explore.</summary>
        public readonly bool Explores => (Flags & TransitionFlags.Explores) != 0;

        public readonly TransitionFlags Flags => (TransitionFlags)(_versionAndFlags & 3);

        /// <summary>How often the slot has been written, of which the two highest bits are lost.</summary>
        public readonly uint Version => _versionAndFlags >> 2;

        public void MarkAsExploring() => _versionAndFlags |= (uint)TransitionFlags.Explores;
    }
    // A checkpoint has them as a byte.
    [Flags]
    private enum TransitionFlags : byte
    {
        None = 0,
        Terminated = 1,
        Explores = 2,
    }
}
