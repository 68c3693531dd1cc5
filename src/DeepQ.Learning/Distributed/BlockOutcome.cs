namespace DeepQ.Learning.Distributed;

/// <summary>What became of a block that was sent to a replay shard.</summary>
public enum BlockOutcome
{
    /// <summary>There was none: the actor only asked.</summary>
    None,

    /// <summary>It is stored.</summary>
    Stored,

    /// <summary>It was there already, and is stored once.</summary>
    Repeated,

    /// <summary>Another actor of the same number has taken the place of the one that sent it. It is not stored, and no more is.</summary>
    Replaced,
}
