namespace DeepQ.Learning.Distributed;

/// <summary>What a transition of a block is, beside its numbers.</summary>
[Flags]
internal enum BlockFlags : byte
{
    None = 0,

    /// <summary>The successor is terminal.</summary>
    Terminated = 1,

    /// <summary>The episode was cut off there.</summary>
    BrokenOff = 2,

    /// <summary>The action was taken to explore.</summary>
    Explores = 4,

    /// <summary>The successor stands beside the states.</summary>
    HasSuccessor = 8,
}
