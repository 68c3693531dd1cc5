namespace ClusterSample.Measuring;

/// <summary>The speed of a training: medians of some runs.</summary>
/// <param name="Duration">What a step takes, in milliseconds.</param>
/// <param name="Silos">The number of silos.</param>
/// <param name="Actors">The number of actors.</param>
/// <param name="StepsPerSecond">Environment steps a second.</param>
/// <param name="Cores">The number of cores that were at work.</param>
internal sealed record ThroughputPoint(int Duration, int Silos, int Actors, double StepsPerSecond, double Cores)
{
    /// <summary>What the waiting alone would allow.</summary>
    public double Limit => Actors * 1_000.0 / Duration;

    /// <summary>The fraction of <see cref="Limit"/>.</summary>
    public double OfLimit => StepsPerSecond / Limit;
}
