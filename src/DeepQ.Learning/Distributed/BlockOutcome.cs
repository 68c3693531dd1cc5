namespace DeepQ.Learning.Distributed;

/// <summary>The result of sending a block to a replay shard.</summary>
public enum BlockOutcome
{
    /// <summary>No block was sent: the actor only asked.</summary>
    None,

    /// <summary>The block was stored.</summary>
    Stored,

    /// <summary>The block was stored before, and was not stored again.</summary>
    Repeated,

    /// <summary>
    /// A later actor with the same number has replaced the sender. The block was not stored, and no further block of the sender will be.
    /// </summary>
    Replaced,
}
