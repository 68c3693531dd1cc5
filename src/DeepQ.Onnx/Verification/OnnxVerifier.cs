namespace DeepQ.Onnx.Verification;

/// <summary>Compares two ways to compute one policy on random observations.</summary>
public static class OnnxVerifier
{
    /// <summary>The default tolerance.</summary>
    public const double DefaultTolerance = 1e-5;

    // Two ways to sum in float32 differ by little more than each differs from the exact sum. Over a sample of rows,
    // their greatest difference stays within this many times the greatest error of one of them.
    private const double RoundingMargin = 8;

    private static readonly int[] BatchSizes = [1, 3, 64];

    /// <summary>Compares at batch sizes 1, 3 and 64.</summary>
    /// <param name="runtime">The policy file in a runtime.</param>
    /// <param name="network">The network that the file was written from.</param>
    /// <param name="low">The smallest value at each position of an observation; may be negative infinity.</param>
    /// <param name="high">The greatest value at each position; may be infinity.</param>
    /// <param name="random">Draws the observations.</param>
    /// <param name="tolerance">The greatest relative difference of Q-values that passes.</param>
    /// <param name="exact">
    /// The network in double precision, to measure what float32 can represent; null to require
    /// <paramref name="tolerance"/> of every network.
    /// </param>
    /// <remarks>
    /// <para>
    /// Observations are uniform within the bounds. A bound beyond ±10⁶ counts as none: without bounds, values are drawn
    /// from [−10, 10]; with a single bound, from the 20 next to it.
    /// </para>
    /// <para>
    /// If observations are large, a network sums large numbers to small Q-values, and float32 loses digits on the way.
    /// With <paramref name="exact"/>, a difference within eight times the greatest rounding error of the network itself
    /// also passes. So that a wrong file does not pass as a rounding error, 64 more observations within ±1 are
    /// compared, for which float32 loses little and the bound is narrow.
    /// </para>
    /// </remarks>
    /// <returns>The figures; <see cref="VerificationReport.Passed"/> tells whether they are good enough.</returns>
    /// <exception cref="ArgumentException">The bounds are empty or of different lengths.</exception>
    /// <exception cref="InvalidOperationException">One of the two returns outputs of the wrong length.</exception>
    public static VerificationReport Compare(
        PolicyFunction runtime,
        PolicyFunction network,
        IReadOnlyList<float> low,
        IReadOnlyList<float> high,
        Random random,
        double tolerance = DefaultTolerance,
        ExactPolicyFunction? exact = null)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(low);
        ArgumentNullException.ThrowIfNull(high);
        ArgumentNullException.ThrowIfNull(random);
        if (low.Count == 0 || low.Count != high.Count)
            throw new ArgumentException($"There are {low.Count} lower and {high.Count} upper bounds.", nameof(high));

        float[][] states = [.. BatchSizes.Select(batch => StateSampler.Draw(low, high, batch, random))];
        List<BatchVerification> batches = [.. CompareAll(states)];
        if (exact is not null)
            batches.AddRange(CompareAll([StateSampler.DrawSmall(low.Count, BatchSizes[^1], random)]));
        return new VerificationReport(tolerance, batches);

        IEnumerable<BatchVerification> CompareAll(float[][] samples)
        {
            (float[] States, int Batch, (float[] QValues, long[] Actions) Expected)[] expected =
            [
                .. samples.Select(sample => (sample, sample.Length / low.Count))
                    .Select(pair => (pair.sample, pair.Item2, network([.. pair.sample], pair.Item2))),
            ];
            double rounding = exact is null ? 0 : expected.Max(one =>
                RoundingError(one.Expected.QValues, exact([.. one.States], one.Batch)));
            return expected.Select(one => Compare(
                runtime([.. one.States], one.Batch), one.Expected, one.Batch, tolerance, rounding));
        }
    }

    /// <summary>Compares outputs computed elsewhere.</summary>
    /// <param name="runtime">The outputs of the policy file.</param>
    /// <param name="network">The outputs of the network.</param>
    /// <param name="batch">The number of observations.</param>
    /// <param name="tolerance">The relative difference below which two Q-values count as equal.</param>
    /// <param name="rounding">The greatest float32 error of a Q-value in the network.</param>
    /// <returns>The figures of the batch.</returns>
    /// <exception cref="InvalidOperationException">An output has the wrong length.</exception>
    public static BatchVerification Compare(
        (float[] QValues, long[] Actions) runtime,
        (float[] QValues, long[] Actions) network,
        int batch,
        double tolerance = DefaultTolerance,
        double rounding = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batch);
        int actions = network.QValues.Length / batch;
        if (actions == 0
            || network.QValues.Length != batch * actions
            || runtime.QValues.Length != network.QValues.Length
            || network.Actions.Length != batch
            || runtime.Actions.Length != batch)
        {
            throw new InvalidOperationException(
                $"A batch of {batch} returned {runtime.QValues.Length} Q-values and {runtime.Actions.Length} actions in "
                + $"the runtime, {network.QValues.Length} and {network.Actions.Length} in the network.");
        }

        (double absolute, double relative, int disagreements) = (0, 0, 0);
        for (int row = 0; row < batch; row++)
        {
            ReadOnlySpan<float> expected = network.QValues.AsSpan(row * actions, actions);
            double difference = Difference(runtime.QValues.AsSpan(row * actions, actions), expected);
            double scale = Math.Max(Math.Max(1, Largest(expected)), RoundingMargin * rounding / tolerance);
            absolute = Math.Max(absolute, difference);
            relative = Math.Max(relative, difference / scale);
            if (!Agree(runtime.Actions[row], network.Actions[row], expected, 2 * tolerance * scale))
                disagreements++;
        }

        return new BatchVerification(batch, absolute, relative, disagreements) { RoundingError = rounding };
    }

    // An error that is not finite would excuse any difference.
    private static double RoundingError(float[] qValues, double[] exact)
    {
        if (exact.Length != qValues.Length)
        {
            throw new InvalidOperationException(
                $"The network returned {qValues.Length} Q-values, but {exact.Length} in double precision.");
        }

        double greatest = 0;
        for (int i = 0; i < exact.Length; i++)
            greatest = Math.Max(greatest, Math.Abs(qValues[i] - exact[i]));
        return double.IsFinite(greatest) ? greatest : 0;
    }

    private static double Difference(ReadOnlySpan<float> values, ReadOnlySpan<float> expected)
    {
        double greatest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double difference = Math.Abs((double)values[i] - expected[i]);
            greatest = Math.Max(greatest, double.IsFinite(difference) ? difference : double.PositiveInfinity);
        }

        return greatest;
    }

    // An infinite scale would excuse any difference.
    private static double Largest(ReadOnlySpan<float> values)
    {
        double largest = 0;
        foreach (float value in values)
            largest = float.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        return largest;
    }

    private static bool Agree(long action, long expected, ReadOnlySpan<float> qValues, double tie) =>
        action == expected
        || (action >= 0 && action < qValues.Length
            && expected >= 0 && expected < qValues.Length
            && Math.Abs((double)qValues[(int)action] - qValues[(int)expected]) <= tie);
}
