namespace DecisionServer.Summaries;

/// <summary>Sums a share for each span of a window.</summary>
internal sealed class ShareSums(int spans)
{
    private readonly long[] _some = new long[spans];
    private readonly long[] _all = new long[spans];

    public double? Total => Of(_some.Sum(), _all.Sum());

    public void Add(int span, bool isOne)
    {
        _some[span] += isOne ? 1 : 0;
        _all[span]++;
    }

    public double?[] ToShares() => [.. _some.Select((some, i) => Of(some, _all[i]))];

    private static double? Of(long some, long all) => all == 0 ? null : (double)some / all;
}
