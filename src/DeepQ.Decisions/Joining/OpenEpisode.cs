namespace DeepQ.Decisions.Joining;

/// <summary>An episode for which more events may arrive.</summary>
internal sealed class OpenEpisode(string? id)
{
    private readonly List<OpenDecision> _decisions = new(id is null ? 1 : 4);

    public string? Id => id;

    /// <summary>The position among the episodes that have not ended.</summary>
    public LinkedListNode<OpenEpisode> Place => field ??= new(this);

    public int Count => _decisions.Count;

    /// <summary>The time from which no more events are expected for it, in the time of the log.</summary>
    public long Due { get; set; }

    public bool IsTruncated { get; set; } = true;

    public void Add(OpenDecision decision) => _decisions.Add(decision);

    /// <summary>Returns the rows to learn from, in the order of the episode, and counts them.</summary>
    public JoinedRow[] ToRows(JoinOptions options, JoinCounts counts)
    {
        // The sort is stable: without steps, the order of the log is kept.
        OpenDecision[] active = [.. _decisions.Where(each => each.IsActive).OrderBy(each => each.Decision.Step ?? 0)];
        counts.NotActivated += _decisions.Count - active.Length;
        counts.Joined += active.Length;
        counts.Rewarded += active.Count(each => each.PartCount > 0);
        counts.Defaulted += active.Count(each => each.PartCount == 0);
        return [.. active.Select((each, i) => new JoinedRow(
            each.Decision,
            each.Reward(options),
            each.PartCount,
            i + 1 < active.Length ? active[i + 1].Decision : null,
            IsTerminal: i + 1 == active.Length && !IsTruncated))];
    }
}
