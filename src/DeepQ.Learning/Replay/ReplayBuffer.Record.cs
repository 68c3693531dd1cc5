namespace DeepQ.Learning;

public sealed partial class ReplayBuffer
{
    // What a slot holds beside its state, side by side: a draw at a random place then waits for memory once.
    private struct Record
    {
        public int Action;
        public float Reward;

        /// <summary><see cref="NextSlot"/>, or a row of the successors that stand alone.</summary>
        public int Successor;
        public bool Terminated;
    }
}
