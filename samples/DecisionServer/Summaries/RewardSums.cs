namespace DecisionServer.Summaries;

/// <summary>Adds up rewards, so that their mean has an interval.</summary>
/// <remarks>
/// Decisions of one episode depend on each other, so the interval is that of a mean of clusters: with the sum S and the number n of
/// each of k episodes, and the mean m, the variance is k / (k − 1) · Σ(S − m n)² / (Σn)².
/// </remarks>
internal sealed class RewardSums
{
    // With fewer episodes, intervals of the normal distribution are too short.
    private const int LeastEpisodes = 30;
    private const double Quantile = 1.959963984540054;

    private double _sum;
    private double _count;
    private double _sumSquares;
    private double _products;
    private double _countSquares;
    private long _episodes;

    /// <summary>Adds the decisions of an episode.</summary>
    public void Add(double sum, int count)
    {
        _sum += sum;
        _count += count;
        _sumSquares += sum * sum;
        _products += sum * count;
        _countSquares += (double)count * count;
        _episodes++;
    }

    public MeanReward? ToMean()
    {
        if (_count == 0)
            return null;
        double mean = _sum / _count;
        if (_episodes < LeastEpisodes)
            return Finite(mean, null);
        double squares = Math.Max(0, _sumSquares - (2 * mean * _products) + (mean * mean * _countSquares));
        return Finite(mean, Quantile * Math.Sqrt(squares * _episodes / (_episodes - 1)) / _count);
    }

    // Rewards may be as great as a double is, and their squares greater; JSON has no infinity.
    private static MeanReward? Finite(double mean, double? half) => double.IsFinite(mean)
        ? half is { } known && double.IsFinite(mean - known) && double.IsFinite(mean + known) ? new(mean, mean - known, mean + known) : new(mean, null, null)
        : null;
}
