namespace DeepQ.Learning.Reports;

/// <summary>The values of a metric, by steps.</summary>
/// <param name="Steps">The steps, ascending.</param>
/// <param name="Values">A value for each.</param>
internal sealed record MetricPoints(IReadOnlyList<long> Steps, IReadOnlyList<double> Values)
{
    // More are not told apart on a screen, and make a file of megabytes.
    private const int Most = 1_000;

    /// <summary>The lower ends of a band around the values; null for no band.</summary>
    public IReadOnlyList<double>? Low { get; init; }

    /// <summary>The upper ends.</summary>
    public IReadOnlyList<double>? High { get; init; }

    /// <summary>Pairs of a step and a value.</summary>
    public static MetricPoints Of(IEnumerable<(long Step, double Value)> points)
    {
        (long Step, double Value)[] all = [.. points];
        return new([.. all.Select(point => point.Step)], [.. all.Select(point => point.Value)]);
    }

    /// <summary>The same where there are few; otherwise the means of as many in a row as make a thousand at most.</summary>
    public MetricPoints Thinned()
    {
        if (Values.Count <= Most)
            return this;
        int together = (Values.Count + Most - 1) / Most;
        return Of(Values.Zip(Steps).Chunk(together).Select(part => (part[^1].Second, part.Average(one => one.First))));
    }

    /// <summary>At each step the mean of its value and of those before it, <paramref name="window"/> at most.</summary>
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
