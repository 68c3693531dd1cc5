namespace DeepQ.Decisions.Joining;

/// <summary>What a join found in a log.</summary>
public sealed record JoinCounts
{
    /// <summary>Decisions that were read, each id once.</summary>
    public long Decisions { get; internal set; }

    /// <summary>Decisions that stand in joined episodes.</summary>
    public long Joined { get; internal set; }

    /// <summary>Joined decisions that a reward came for.</summary>
    public long Rewarded { get; internal set; }

    /// <summary>Joined decisions that no reward came for, and that have the default reward.</summary>
    public long Defaulted { get; internal set; }

    /// <summary>Decisions that were dropped because their activation did not come in time.</summary>
    public long NotActivated { get; internal set; }

    /// <summary>Decisions that are waited for: more may come for them, or for their episodes.</summary>
    public long Waiting { get; internal set; }

    /// <summary>Episodes that were joined.</summary>
    public long Episodes { get; internal set; }

    /// <summary>Joined episodes that were truncated: by their end, or because none came.</summary>
    public long Truncated { get; internal set; }

    /// <summary>Joined episodes that no end came for until <see cref="JoinOptions.EpisodeTimeout"/> was over.</summary>
    public long TimedOut { get; internal set; }

    /// <summary>Decisions that were read again and left out.</summary>
    public long DuplicateDecisions { get; internal set; }

    /// <summary>Parts of rewards with a key that the decision had already.</summary>
    public long DuplicateRewards { get; internal set; }

    /// <summary>
    /// Parts of rewards that found no decision that waited, and came later after the time in the id than
    /// <see cref="JoinOptions.RewardWait"/>.
    /// </summary>
    public long LateRewards { get; internal set; }

    /// <summary>Parts of rewards whose decision is not in the log.</summary>
    public long UnknownRewards { get; internal set; }

    /// <summary>Activations that found no decision, or came too late for it.</summary>
    public long UnmatchedActivations { get; internal set; }

    /// <summary>Ends that no episode was open for.</summary>
    public long UnmatchedEnds { get; internal set; }

    /// <summary>What was found after an earlier moment of the same join; <see cref="Waiting"/> is what waits now.</summary>
    internal JoinCounts Since(JoinCounts earlier) => this with
    {
        Decisions = Decisions - earlier.Decisions,
        Joined = Joined - earlier.Joined,
        Rewarded = Rewarded - earlier.Rewarded,
        Defaulted = Defaulted - earlier.Defaulted,
        NotActivated = NotActivated - earlier.NotActivated,
        Episodes = Episodes - earlier.Episodes,
        Truncated = Truncated - earlier.Truncated,
        TimedOut = TimedOut - earlier.TimedOut,
        DuplicateDecisions = DuplicateDecisions - earlier.DuplicateDecisions,
        DuplicateRewards = DuplicateRewards - earlier.DuplicateRewards,
        LateRewards = LateRewards - earlier.LateRewards,
        UnknownRewards = UnknownRewards - earlier.UnknownRewards,
        UnmatchedActivations = UnmatchedActivations - earlier.UnmatchedActivations,
        UnmatchedEnds = UnmatchedEnds - earlier.UnmatchedEnds,
    };
}
