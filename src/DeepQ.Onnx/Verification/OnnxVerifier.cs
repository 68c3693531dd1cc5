namespace DeepQ.Onnx;

/// <summary>Compares two ways to compute one policy on random observations.</summary>
public static class OnnxVerifier
{
    /// <summary>The tolerance that is used when none is given.</summary>
    public const double DefaultTolerance = 1e-5;

    private static readonly int[] BatchSizes = [1, 3, 64];

    /// <summary>Compares at batch sizes 1, 3 and 64.</summary>
    /// <param name="runtime">The policy file in a runtime.</param>
    /// <param name="network">The network that the file was written from.</param>
    /// <param name="low">The smallest value at each position of an observation; may be negative infinity.</param>
    /// <param name="high">The greatest value at each position; may be infinity.</param>
    /// <param name="random">Draws the observations.</param>
    /// <param name="tolerance">The greatest relative difference of Q-values that passes.</param>
    /// <remarks>
    /// Observations are uniform within the bounds. A bound beyond ±10⁶ counts as none: a range without bounds is drawn
    /// from [−10, 10], one with a single bound from the 20 next to it.
    /// </remarks>
    /// <returns>The figures; <see cref="VerificationReport.Passed"/> says whether they are good enough.</returns>
    /// <exception cref="ArgumentException">The bounds are empty or of different lengths.</exception>
    /// <exception cref="InvalidOperationException">A way gives outputs of the wrong length.</exception>
    public static VerificationReport Compare(
        PolicyFunction runtime,
        PolicyFunction network,
        IReadOnlyList<float> low,
        IReadOnlyList<float> high,
        Random random,
        double tolerance = DefaultTolerance)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(low);
        ArgumentNullException.ThrowIfNull(high);
        ArgumentNullException.ThrowIfNull(random);
        if (low.Count == 0 || low.Count != high.Count)
            throw new ArgumentException($"There are {low.Count} lower and {high.Count} upper bounds.", nameof(high));

        return new VerificationReport(tolerance, [.. BatchSizes.Select(batch =>
        {
            float[] states = StateSampler.Draw(low, high, batch, random);
            return Compare(runtime([.. states], batch), network([.. states], batch), batch, tolerance);
        })]);
    }

    /// <summary>Compares outputs that were computed elsewhere.</summary>
    /// <param name="runtime">The outputs of the policy file.</param>
    /// <param name="network">The outputs of the network.</param>
    /// <param name="batch">The number of observations.</param>
    /// <param name="tolerance">The relative difference below which two Q-values are taken for equal.</param>
    /// <returns>The figures of the batch.</returns>
    /// <exception cref="InvalidOperationException">An output has the wrong length.</exception>
    public static BatchVerification Compare(
        (float[] QValues, long[] Actions) runtime,
        (float[] QValues, long[] Actions) network,
        int batch,
        double tolerance = DefaultTolerance)
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
                $"A batch of {batch} gave {runtime.QValues.Length} Q-values and {runtime.Actions.Length} actions in "
                + $"the runtime, {network.QValues.Length} and {network.Actions.Length} in the network.");
        }

        (double absolute, double relative, int disagreements) = (0, 0, 0);
        for (int row = 0; row < batch; row++)
        {
            ReadOnlySpan<float> expected = network.QValues.AsSpan(row * actions, actions);
            double difference = Difference(runtime.QValues.AsSpan(row * actions, actions), expected);
            double scale = Math.Max(1, Largest(expected));
            absolute = Math.Max(absolute, difference);
            relative = Math.Max(relative, difference / scale);
            if (!Agree(runtime.Actions[row], network.Actions[row], expected, 2 * tolerance * scale))
                disagreements++;
        }

        return new BatchVerification(batch, absolute, relative, disagreements);
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
