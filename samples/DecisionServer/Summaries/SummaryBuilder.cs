using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DecisionServer.Summaries;

/// <summary>
/// Sums a window of the log, in spans of equal length that keep their positions while the window moves.
/// </summary>
internal sealed class SummaryBuilder
{
    public const int Spans = 60;

    private readonly DateTimeOffset _now;
    private readonly TimeSpan _span;
    private readonly Dictionary<string, VersionSums> _versions = [];
    private readonly ShareSums _explored = new(Spans);
    private readonly ShareSums _agreed = new(Spans);
    private readonly RewardSums _rewards = new();
    private long _decisions;
    private long _joined;
    private long _rewarded;

    public SummaryBuilder(DateTimeOffset now, TimeSpan window)
    {
        (_now, _span) = (now, window / Spans);
        Since = new((now.UtcTicks / _span.Ticks * _span.Ticks) - ((Spans - 1) * _span.Ticks), TimeSpan.Zero);
    }

    /// <summary>The beginning of the window.</summary>
    public DateTimeOffset Since { get; }

    public void See(DecisionEvent entry)
    {
        if (entry is not Decision decision || SpanOf(decision) is not { } span)
            return;
        _decisions++;
        Of(decision.Version).AddDecision(span);
        if (!decision.Distribution.IsEmpty)
            _explored.Add(span, decision.Probability < Greatest(decision.Distribution.Span));
        if (decision.ApprenticeAction is { } action)
            _agreed.Add(span, action == decision.Action);
    }

    public void See(JoinedEpisode episode)
    {
        JoinedRow[] rows = [.. episode.Rows.Where(row => SpanOf(row.Decision) is not null)];
        if (rows.Length == 0)
            return;
        _joined += rows.Length;
        _rewarded += rows.Count(row => row.RewardParts > 0);
        _rewards.Add(rows.Sum(row => row.Reward), rows.Length);
        foreach (IGrouping<(string, int), JoinedRow> part in rows.GroupBy(row => (row.Decision.Version, SpanOf(row.Decision)!.Value)))
            Of(part.Key.Item1).AddRewards(part.Key.Item2, part.Sum(row => row.Reward), part.Count());
    }

    /// <summary>Returns the summary.</summary>
    /// <param name="nameOf">Returns the display name of a version.</param>
    public Summary ToSummary(Func<string, string> nameOf) => new(
        _now,
        Since,
        _span.TotalSeconds,
        [.. Enumerable.Range(0, Spans).Select(i => (Since + (i * _span)).ToUnixTimeSeconds())],
        [.. _versions.Select(each => each.Value.ToSeries(each.Key, nameOf(each.Key))).OrderByDescending(series => series.Total)],
        _explored.ToShares(),
        _agreed.ToShares(),
        new(_decisions, _joined, _rewarded, _rewards.ToMean(), _explored.Total, _agreed.Total));

    private static double Greatest(ReadOnlySpan<double> values)
    {
        double greatest = 0;
        foreach (double value in values)
            greatest = Math.Max(greatest, value);
        return greatest;
    }

    private VersionSums Of(string version)
    {
        if (!_versions.TryGetValue(version, out VersionSums? sums))
            _versions[version] = sums = new(Spans);
        return sums;
    }

    private int? SpanOf(Decision decision)
    {
        if (decision.Time < Since)
            return null;
        long span = (decision.Time - Since).Ticks / _span.Ticks;
        return span < Spans ? (int)span : null;
    }
}
