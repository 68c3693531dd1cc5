namespace DeepQ.Learning.Distributed;

/// <summary>The record of a shard about one actor: the blocks that have arrived, and the credits for more.</summary>
internal sealed class ActorLedger
{
    // Actors of one number that took each other's place.
    private readonly HashSet<Guid> _replaced = [];
    private Guid _attempt;
    private long _last = -1;

    /// <summary>The number of granted credits whose blocks have not arrived.</summary>
    public int Promised { get; set; }

    /// <summary>Registers a message of an actor.</summary>
    /// <returns>False if a later actor has replaced it.</returns>
    public bool Admit(Guid attempt)
    {
        if (attempt == _attempt)
            return true;
        if (_replaced.Contains(attempt))
            return false;
        if (_attempt != Guid.Empty)
            _replaced.Add(_attempt);
        (_attempt, _last, Promised) = (attempt, -1, 0);
        return true;
    }

    /// <summary>Registers a block of the current actor.</summary>
    /// <returns>Whether the block is new, and whether it directly follows the previous one.</returns>
    public (bool IsNew, bool Follows) Notice(long number)
    {
        if (number <= _last)
            return (false, false);
        bool follows = number == _last + 1;
        _last = number;
        Promised = Math.Max(0, Promised - 1);
        return (true, follows);
    }
}
