using System.Globalization;
using DeepQ.Learning.OffPolicy;

namespace DeepQ.Decisions.Promotion;

/// <summary>The estimated value of a policy, per episode or per decision, with its 95% interval.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Lower">The lower end of the interval; NaN if there is none.</param>
/// <param name="Upper">The upper end of the interval; NaN if there is none.</param>
public sealed record ValueEstimate(double Value, double Lower, double Upper)
{
    /// <summary>Whether there is an interval that contains the value.</summary>
    public bool HasInterval => double.IsFinite(Lower) && double.IsFinite(Upper) && Lower <= Value && Value <= Upper;

    /// <summary>Estimates a mean from independent values, such as one per episode.</summary>
    /// <remarks>The interval is Student's; it requires hundreds of values if only a few of them are large.</remarks>
    /// <param name="values">The values, at least two, all finite.</param>
    /// <returns>The mean with its interval.</returns>
    /// <exception cref="ArgumentException">There are fewer than two values, or one is not finite.</exception>
    public static ValueEstimate OfMean(ReadOnlySpan<double> values)
    {
        if (values.Length < 2)
            throw new ArgumentException($"An interval requires at least two values; there are {values.Length}.", nameof(values));
        double mean = 0, squares = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"Value {i} is {values[i]}; values must be finite.", nameof(values));
            double distance = values[i] - mean;
            mean += distance / (i + 1);
            squares += distance * (values[i] - mean);
        }

        double half = Quantile(values.Length) * Math.Sqrt(squares / ((double)values.Length * (values.Length - 1)));
        return new(mean, mean - half, mean + half);
    }

    /// <summary>Estimates a mean over groups: the total of the sums divided by the total of the sizes.</summary>
    /// <remarks>
    /// Groups must be independent of each other; the values within a group need not be. The interval is that of the
    /// delta method (Cochran: Sampling Techniques, 1977, 6.3); it requires hundreds of groups, more if only a few are
    /// large.
    /// </remarks>
    /// <param name="sums">The sum of each group; at least two groups, all finite.</param>
    /// <param name="sizes">The size of each group, in the same order; all positive.</param>
    /// <returns>The mean with its interval.</returns>
    /// <exception cref="ArgumentException">
    /// The numbers differ or are below two, a sum is not finite, or a size is not positive.
    /// </exception>
    public static ValueEstimate OfRatio(ReadOnlySpan<double> sums, ReadOnlySpan<double> sizes)
    {
        if (sums.Length != sizes.Length)
            throw new ArgumentException($"There are {sums.Length} sums and {sizes.Length} sizes.", nameof(sizes));
        if (sums.Length < 2)
            throw new ArgumentException($"An interval requires at least two groups; there is {sums.Length}.", nameof(sums));
        double sum = 0, size = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            if (!double.IsFinite(sums[i]) || !(sizes[i] > 0 && double.IsFinite(sizes[i])))
            {
                throw new ArgumentException(
                    $"Group {i} has the sum {sums[i]} and the size {sizes[i]}; sums must be finite and sizes positive.", nameof(sums));
            }

            (sum, size) = (sum + sums[i], size + sizes[i]);
        }

        double mean = sum / size, squares = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            double distance = sums[i] - (mean * sizes[i]);
            squares += distance * distance;
        }

        double half = Quantile(sums.Length) * Math.Sqrt(squares * sums.Length / (sums.Length - 1)) / size;
        return new(mean, mean - half, mean + half);
    }

    /// <summary>
    /// Estimates how much higher the value of one policy is than that of another, from the same episodes.
    /// </summary>
    /// <remarks>Common effects, such as a day on which everybody bought, cancel out.</remarks>
    /// <param name="candidate">The contribution of each episode to the estimate of the candidate.</param>
    /// <param name="inUse">The contribution of each episode to that of the policy in use, in the same order.</param>
    /// <returns>The mean difference with its interval.</returns>
    /// <exception cref="ArgumentException">
    /// The numbers of values differ or are below two, or a difference is not finite.
    /// </exception>
    public static ValueEstimate OfDifference(ReadOnlySpan<double> candidate, ReadOnlySpan<double> inUse)
    {
        if (candidate.Length != inUse.Length)
        {
            throw new ArgumentException(
                $"There are {candidate.Length} values of the candidate and {inUse.Length} of the policy in use; pass one of each per "
                + "episode.",
                nameof(inUse));
        }

        double[] differences = new double[candidate.Length];
        for (int i = 0; i < differences.Length; i++)
            differences[i] = candidate[i] - inUse[i];
        return OfMean(differences);
    }

    /// <summary>
    /// Subtracts another estimate of unknown correlation: the interval is valid however the two depend on each other.
    /// </summary>
    /// <remarks>
    /// The standard error of a difference is at most the sum of both. So this interval is the longest possible, and
    /// <see cref="OfDifference"/> detects more.
    /// </remarks>
    /// <param name="other">The estimate to subtract.</param>
    /// <returns>The difference with its interval.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    public ValueEstimate Minus(ValueEstimate other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Value - other.Value, Lower - other.Upper, Upper - other.Lower);
    }

    /// <summary>The estimate as text, such as <c>8.3 [7.9, 8.8]</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Value:G4} [{Lower:G4}, {Upper:G4}]");

    // Above a hundred thousand values, the quantile changes by less than 10⁻⁴.
    private static double Quantile(int values) => StudentDistribution.CentralQuantile(0.95, Math.Min(values - 1, 100_000));
}
