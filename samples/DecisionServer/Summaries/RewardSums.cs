using DeepQ.Decisions.Promotion;

namespace DecisionServer.Summaries;

/// <summary>Sums the rewards of episodes, for a mean with an interval.</summary>
internal sealed class RewardSums
{
    // With fewer episodes, intervals based on the normal distribution are too short.
    private const int LeastEpisodes = 30;

    private readonly List<double> _sums = [];
    private readonly List<double> _counts = [];

    /// <summary>Adds the decisions of an episode.</summary>
    public void Add(double sum, int count)
    {
        _sums.Add(sum);
        _counts.Add(count);
    }

    // Sums of rewards may overflow, and JSON has no infinity.
    public MeanReward? ToMean()
    {
        double mean = _sums.Sum() / _counts.Sum();
        if (!double.IsFinite(mean))
            return null;
        ValueEstimate? estimate = _sums.Count < LeastEpisodes ? null : ValueEstimate.OfRatio([.. _sums], [.. _counts]);
        return estimate is { HasInterval: true } ? new(mean, estimate.Lower, estimate.Upper) : new(mean, null, null);
    }
}
