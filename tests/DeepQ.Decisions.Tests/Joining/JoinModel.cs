using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Tests.Joining;

/// <summary>What a log is joined to, said of the log as a whole: quadratic, and short enough to be read.</summary>
internal static class JoinModel
{
    private sealed record Entry(DecisionEvent Event, int Index, long Time);

    /// <summary>Describes the episodes of a log that are complete at a time, each as a line.</summary>
    public static string[] Describe(IReadOnlyList<DecisionEvent> log, JoinOptions options, DateTimeOffset now)
    {
        (List<Entry> entries, long end) = Timed(log, now);
        long wait = Math.Max(options.RewardWait.Ticks, options.ActivationWait.Ticks);
        List<Entry> decisions = [];
        foreach (Entry entry in entries.Where(entry => entry.Event is Decision))
        {
            if (!decisions.Exists(other => IdOf(other) == IdOf(entry) && entry.Time - other.Time <= wait))
                decisions.Add(entry);
        }

        // The decision of an entry: the last one before it that waits, otherwise the first one after it in time.
        Entry? Target(Entry entry) =>
            decisions.LastOrDefault(d => IdOf(d) == IdOf(entry) && d.Index < entry.Index && entry.Time - d.Time <= wait)
            ?? decisions.Find(d => IdOf(d) == IdOf(entry) && d.Index > entry.Index && d.Time - entry.Time <= wait);

        IEnumerable<Entry> For(Entry decision, TimeSpan within) => entries.Where(entry =>
            Target(entry) == decision && Math.Abs(entry.Time - decision.Time) <= within.Ticks);

        List<(string? Id, List<Entry> Decisions, long Due, bool Cut)> episodes = [];
        foreach (Entry entry in decisions)
        {
            string? id = ((Decision)entry.Event).EpisodeId;
            if (id is not null && episodes.FindLastIndex(e => e.Id == id) is >= 0 and var last && Open(episodes[last].Decisions, entry))
                episodes[last].Decisions.Add(entry);
            else
                episodes.Add((id, [entry], 0, false));
        }

        bool Open(List<Entry> earlier, Entry entry) => entry.Time - earlier[^1].Time <= options.EpisodeTimeout.Ticks
            && EndOf(earlier[0], entry.Index) is null;

        Entry? EndOf(Entry first, int before) => entries.Find(entry => entry.Index > first.Index && entry.Index < before
            && entry.Event is EpisodeEnd ended && ended.EpisodeId == ((Decision)first.Event).EpisodeId);

        return [.. episodes.Select(Line).OfType<string>().Order(StringComparer.Ordinal)];

        string? Line((string? Id, List<Entry> Decisions, long, bool) episode)
        {
            Entry? ended = EndOf(episode.Decisions[0], int.MaxValue);
            long timeout = episode.Decisions[^1].Time + options.EpisodeTimeout.Ticks;
            ended = ended?.Time <= timeout ? ended : null;
            long due = episode.Id is null ? episode.Decisions[0].Time + wait : ended?.Time + wait ?? timeout;
            Entry[] active = [.. episode.Decisions
                .Where(d => !((Decision)d.Event).WaitsForActivation
                    || For(d, options.ActivationWait).Any(entry => entry.Event is Activation))
                .OrderBy(d => ((Decision)d.Event).Step ?? 0)];
            if (due >= end || active.Length == 0)
                return null;
            bool isCut = episode.Id is not null && (ended?.Event as EpisodeEnd)?.IsTruncated != false;
            return $"{episode.Id} {(isCut ? "cut" : "ended")}: "
                + string.Join(", ", active.Select(d => $"{IdOf(d)} {Total(For(d, options.RewardWait))}"));
        }

        double Total(IEnumerable<Entry> parts)
        {
            Reward[] distinct = [.. parts.Select(part => part.Event).OfType<Reward>().DistinctBy(part => part.Key)];
            return distinct.Length == 0 ? options.DefaultReward : distinct.Sum(part => part.Value);
        }
    }

    // Time goes on with the clock, and stands still while the clock is behind; a clock that is far behind was set.
    private static (List<Entry> Entries, long End) Timed(IReadOnlyList<DecisionEvent> log, DateTimeOffset now)
    {
        (List<Entry> entries, long last, long offset) = ([], 0, 0);
        foreach (DecisionEvent each in log)
        {
            long time = each.Time.UtcTicks + offset;
            if (time < last - TimeSpan.TicksPerMinute)
                (time, offset) = (last, last - each.Time.UtcTicks);
            last = Math.Max(last, time);
            entries.Add(new(each, entries.Count, last));
        }

        return (entries, Math.Max(last, now.UtcTicks + offset));
    }

    private static Guid IdOf(Entry entry) => entry.Event switch
    {
        Decision decision => decision.Id,
        Reward reward => reward.DecisionId,
        Activation activation => activation.DecisionId,
        _ => Guid.Empty,
    };
}
