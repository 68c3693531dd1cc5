namespace DeepQ.Learning.Reports;

/// <summary>The values of a metric, by steps.</summary>
/// <param name="Steps">The steps, ascending.</param>
/// <param name="Values">One value per step.</param>
internal sealed record MetricPoints(IReadOnlyList<long> Steps, IReadOnlyList<double> Values)
{
    // More points cannot be distinguished on a screen and make a file of megabytes.
    private const int Most = 1_000;

    /// <summary>The lower ends of a band around the values; null for no band.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    /// <summary>The upper ends of the band.</summary>
    public IReadOnlyList<double>? High { get; init; }

    /// <summary>Pairs of a step and a value.</summary>
    public static MetricPoints Of(IEnumerable<(long Step, double Value)> points)
    {
        (long Step, double Value)[] all = [.. points];
        return new([.. all.Select(point => point.Step)], [.. all.Select(point => point.Value)]);
    }

    /// <summary>Returns the same if there are few; otherwise means of consecutive values, a thousand at most.</summary>
    public MetricPoints Thinned()
    {
        if (Values.Count <= Most)
            return this;
        int together = (Values.Count + Most - 1) / Most;
        return Of(Values.Zip(Steps).Chunk(together).Select(part => (part[^1].Second, part.Average(one => one.First))));
    }

    /// <summary>
    /// Returns, at each step, the mean of its value and up to <paramref name="window"/> values in total.
    /// </summary>
    public MetricPoints Smoothed(int window)
    {
        double[] means = new double[Values.Count];
        double sum = 0;
        for (int i = 0; i < means.Length; i++)
        {
            sum += Values[i] - (i >= window ? Values[i - window] : 0);
            means[i] = sum / Math.Min(i + 1, window);
        }

        return new(Steps, means);
    }
}
