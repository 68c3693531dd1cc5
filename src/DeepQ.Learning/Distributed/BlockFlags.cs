namespace DeepQ.Learning.Distributed;

/// <summary>The properties of a transition in a block.</summary>
[Flags]
internal enum BlockFlags : byte
{
    None = 0,

    /// <summary>The next state is terminal.</summary>
    Terminated = 1,

    /// <summary>The episode was cut off after the transition.</summary>
    BrokenOff = 2,

    /// <summary>The action was exploratory.</summary>
    Explores = 4,

    /// <summary>The next state is among the successors of the block.</summary>
    HasSuccessor = 8,
}
