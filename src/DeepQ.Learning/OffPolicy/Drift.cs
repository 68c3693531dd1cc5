namespace DeepQ.Learning;

/// <summary>
/// Tells when a figure that is learned no longer drifts: when the means of the last eight values and of the eight before differ
/// by no more than what they sway by themselves.
/// </summary>
internal sealed class Drift
{
    /// <summary>The number of values that are needed at least.</summary>
    public const int LeastRounds = 2 * Window;

    private const int Window = 8;
    private const double StandardErrors = 2;
    // In standard deviations of returns: what hardly any log could tell from nothing.
    private const double Slack = 0.02;

    private readonly List<double> _values = [];

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Adds the next value, in standard deviations of returns.</summary>
    public void Add(double value)
    {
        _values.Add(value);
        if (_values.Count < LeastRounds)
            return;
        (double last, double lastVariance) = Moments(_values.TakeLast(Window));
        (double before, double variance) = Moments(_values.TakeLast(LeastRounds).Take(Window));
        double error = Math.Sqrt((lastVariance + variance) / Window);
        HasEnded = Math.Abs(last - before) <= Slack + (StandardErrors * error);
    }

    private static (double Mean, double Variance) Moments(IEnumerable<double> values)
    {
        double mean = values.Average();
        return (mean, values.Sum(value => (value - mean) * (value - mean)) / (Window - 1));
    }
}
