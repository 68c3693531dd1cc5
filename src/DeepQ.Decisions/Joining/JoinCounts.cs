namespace DeepQ.Decisions.Joining;

/// <summary>The counts of a join.</summary>
public sealed record JoinCounts
{
    /// <summary>The number of decisions that were read, each id once.</summary>
    public long Decisions { get; internal set; }

    /// <summary>The number of decisions in joined episodes.</summary>
    public long Joined { get; internal set; }

    /// <summary>The number of joined decisions with a reward.</summary>
    public long Rewarded { get; internal set; }

    /// <summary>The number of joined decisions without a reward, which have the default reward.</summary>
    public long Defaulted { get; internal set; }

    /// <summary>The number of decisions that were dropped because their activation did not arrive in time.</summary>
    public long NotActivated { get; internal set; }

    /// <summary>
    /// The number of decisions that are waited for: more events may arrive for them or for their episodes.
    /// </summary>
    public long Waiting { get; internal set; }

    /// <summary>The number of joined episodes.</summary>
    public long Episodes { get; internal set; }

    /// <summary>The number of joined episodes that were truncated, by their end or because no end arrived.</summary>
    public long Truncated { get; internal set; }

    /// <summary>The number of joined episodes without an end within <see cref="JoinOptions.EpisodeTimeout"/>.</summary>
    public long TimedOut { get; internal set; }

    /// <summary>The number of decisions that were read again and left out.</summary>
    public long DuplicateDecisions { get; internal set; }

    /// <summary>The number of reward parts with a key that the decision already had.</summary>
    public long DuplicateRewards { get; internal set; }

    /// <summary>
    /// The number of reward parts without a waiting decision that arrived more than
    /// <see cref="JoinOptions.RewardWait"/> after the time in the id.
    /// </summary>
    public long LateRewards { get; internal set; }

    /// <summary>The number of reward parts whose decision is not in the log.</summary>
    public long UnknownRewards { get; internal set; }

    /// <summary>The number of activations without a decision, or too late for it.</summary>
    public long UnmatchedActivations { get; internal set; }

    /// <summary>The number of ends without an open episode.</summary>
    public long UnmatchedEnds { get; internal set; }

    /// <summary>
    /// Returns the counts after an earlier moment of the same join; <see cref="Waiting"/> is the current number.
    /// </summary>
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
