namespace DeepQ.Learning.OffPolicy;

/// <summary>
/// Detects when a learned figure no longer drifts: when the means of the last eight values and of the eight before
/// differ by no more than the values fluctuate.
/// </summary>
internal sealed class Drift
{
    /// <summary>The least number of values.</summary>
    public const int LeastRounds = 2 * Window;

    private const int Window = 8;
    private const double StandardErrors = 2;
    // In standard deviations of returns; hardly any log could distinguish a smaller value from zero.
    private const double Slack = 0.05;

    private readonly List<double> _values = [];

    /// <summary>Whether the drift has ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Adds the next value, in standard deviations of returns.</summary>
    public void Add(double value)
    {
        _values.Add(value);
        if (_values.Count < LeastRounds)
            return;
        double[] latest = [.. _values.TakeLast(LeastRounds)];
        double change = latest[Window..].Average() - latest[..Window].Average();
        // Successive differences, so that a drift does not count as fluctuation (von Neumann, 1941).
        double variance = latest.Zip(latest.Skip(1), (one, next) => (next - one) * (next - one)).Average() / 2;
        double error = Math.Sqrt(2 * variance / Window);
        HasEnded = Math.Abs(change) <= Slack + (StandardErrors * error);
    }
}
