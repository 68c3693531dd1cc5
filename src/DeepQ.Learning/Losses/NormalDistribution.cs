namespace DeepQ.Learning.Losses;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    // From the fifth power to the first.
    private static readonly double[] Coefficients =
        [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.319381530];

    /// <summary>Computes Φ(x), the probability of a value below x, with an error below 10⁻⁷.</summary>
    /// <remarks>Abramowitz, Stegun: Handbook of Mathematical Functions (1964), formula 26.2.17.</remarks>
    public static double Cumulative(double x)
    {
        double t = 1 / (1 + (0.2316419 * Math.Abs(x)));
        double tail = 0;
        foreach (double coefficient in Coefficients)
            tail = t * (coefficient + tail);
        tail *= Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        return x >= 0 ? 1 - tail : tail;
    }
}
