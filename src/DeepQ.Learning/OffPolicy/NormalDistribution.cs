namespace DeepQ.Learning;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    /// <summary>Φ(x), the probability of a value below x, to 10⁻⁷.</summary>
    /// <remarks>Abramowitz, Stegun: Handbook of Mathematical Functions (1964), formula 26.2.17.</remarks>
    public static double Cumulative(double x)
    {
        double t = 1 / (1 + (0.2316419 * Math.Abs(x)));
        double tail = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        tail *= Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        return x >= 0 ? 1 - tail : tail;
    }

    /// <summary>Φ⁻¹(p) within ±8, by halving.</summary>
    public static double Quantile(double probability)
    {
        (double low, double high) = (-8, 8);
        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Cumulative(middle) < probability ? (middle, high) : (low, middle);
        }

        return low;
    }
}
