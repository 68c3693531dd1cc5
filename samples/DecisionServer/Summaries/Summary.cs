namespace DecisionServer.Summaries;

/// <summary>What a page draws of the log: a value for each of the spans that the window is divided into.</summary>
/// <param name="Time">The time of reading.</param>
/// <param name="Since">Where the window begins.</param>
/// <param name="Seconds">The length of a span.</param>
/// <param name="Times">The beginning of each span, in seconds since 1970.</param>
/// <param name="Versions">What each version decided and earned, the one with most decisions first.</param>
/// <param name="Explored">The share of the drawn decisions in which another action than the likeliest was drawn; null for none.</param>
/// <param name="Agreed">The share of the decisions in apprentice mode in which the policy would have done the same; null for none.</param>
/// <param name="Totals">What there is in the whole window.</param>
internal sealed record Summary(
    DateTimeOffset Time,
    DateTimeOffset Since,
    double Seconds,
    long[] Times,
    VersionSeries[] Versions,
    double?[] Explored,
    double?[] Agreed,
    SummaryTotals Totals);
