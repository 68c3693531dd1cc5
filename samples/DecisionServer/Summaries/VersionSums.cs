namespace DecisionServer.Summaries;

/// <summary>Sums the decisions and rewards of a version.</summary>
internal sealed class VersionSums(int spans)
{
    private readonly long[] _decisions = new long[spans];
    private readonly RewardSums[] _rewards = [.. Enumerable.Range(0, spans).Select(_ => new RewardSums())];
    private readonly RewardSums _all = new();

    public void AddDecision(int span) => _decisions[span]++;

    public void AddRewards(int span, double sum, int count)
    {
        _rewards[span].Add(sum, count);
        _all.Add(sum, count);
    }

    public VersionSeries ToSeries(string version, string name) =>
        new(version, name, _decisions, [.. _rewards.Select(sums => sums.ToMean())], _decisions.Sum(), _all.ToMean());
}
