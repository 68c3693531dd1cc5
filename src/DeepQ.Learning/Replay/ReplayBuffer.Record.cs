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

        private readonly uint _versionAndEnd;

        public Record(uint version, bool terminated) => _versionAndEnd = (version << 1) | (terminated ? 1u : 0);

        public readonly bool Terminated => (_versionAndEnd & 1) != 0;

        /// <summary>How often the slot has been written, of which the highest bit is lost.</summary>
        public readonly uint Version => _versionAndEnd >> 1;
    }
}
