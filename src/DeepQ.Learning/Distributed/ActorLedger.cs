namespace DeepQ.Learning.Distributed;

/// <summary>What a shard remembers of an actor: which blocks of it came, and how many more it may send.</summary>
internal sealed class ActorLedger
{
    // Actors of one number that took each other's place.
    private readonly HashSet<Guid> _replaced = [];
    private Guid _attempt;
    private long _last = -1;

    /// <summary>The blocks that it was given leave for, and has not sent.</summary>
    public int Promised { get; set; }

    /// <summary>Takes notice of an actor.</summary>
    /// <returns>Whether it is the one that counts.</returns>
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

    /// <summary>Takes notice of a block of the actor that counts.</summary>
    /// <returns>Whether it is new, and whether it follows the one before.</returns>
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
