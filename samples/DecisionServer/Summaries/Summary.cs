namespace DecisionServer.Summaries;

/// <summary>The data that the page draws: one value for each span of the window.</summary>
/// <param name="Time">The time of reading.</param>
/// <param name="Since">The beginning of the window.</param>
/// <param name="Seconds">The length of a span.</param>
/// <param name="Times">The beginning of each span, in seconds since 1970.</param>
/// <param name="Versions">The decisions and rewards of each version, the one with most decisions first.</param>
/// <param name="Explored">The share of the drawn decisions in which another action than the likeliest was drawn; null for none.</param>
/// <param name="Agreed">The share of the decisions in apprentice mode in which the policy would have done the same; null for none.</param>
/// <param name="Totals">The totals of the window.</param>
internal sealed record Summary(
    DateTimeOffset Time,
    DateTimeOffset Since,
    double Seconds,
    long[] Times,
    VersionSeries[] Versions,
    double?[] Explored,
    double?[] Agreed,
    SummaryTotals Totals);
