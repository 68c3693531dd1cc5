using DeepQ.Learning.Actions;

namespace DeepQ.Learning.OffPolicy;

/// <summary>
/// Calibrates probabilities: finds the temperature T at which softmax(x / T) has the greatest likelihood on data that
/// the logits x were not fitted to.
/// </summary>
/// <remarks>Guo, Pleiss, Sun, Weinberger: On Calibration of Modern Neural Networks (2017).</remarks>
public static class TemperatureScaling
{
    private const double Least = 0.05, Greatest = 20;

    /// <summary>Finds the temperature, between 0.05 and 20.</summary>
    /// <param name="logits">The logits x of some states: N × A values, row-major.</param>
    /// <param name="actions">The chosen action of each state: N values.</param>
    /// <returns>The temperature T with the least mean cross-entropy; 1 without data.</returns>
    /// <exception cref="ArgumentException">The number of logits is not a multiple of the number of actions taken.</exception>
    public static double Fit(ReadOnlySpan<float> logits, ReadOnlySpan<int> actions)
    {
        if (actions.IsEmpty)
            return 1;
        // The cross-entropy has one minimum in 1 / T, so a ternary search over the logarithm finds it.
        (double low, double high) = (Math.Log(Least), Math.Log(Greatest));
        for (int i = 0; i < 60; i++)
        {
            double third = (high - low) / 3;
            if (Loss(logits, actions, Math.Exp(low + third)) < Loss(logits, actions, Math.Exp(high - third)))
                high -= third;
            else
                low += third;
        }

        return Math.Exp((low + high) / 2);
    }

    /// <summary>Computes the mean of −log softmax(x / T) over the chosen actions.</summary>
    /// <param name="logits">The logits x of some states: N × A values, row-major.</param>
    /// <param name="actions">The chosen action of each state: N values, at least one.</param>
    /// <param name="temperature">The temperature T, positive.</param>
    /// <exception cref="ArgumentException">The number of logits is not a multiple of the number of actions taken.</exception>
    public static double Loss(ReadOnlySpan<float> logits, ReadOnlySpan<int> actions, double temperature)
    {
        if (actions.IsEmpty || logits.Length % actions.Length != 0)
        {
            throw new ArgumentException(
                $"{actions.Length} actions need as many rows of logits; {logits.Length} values were given.");
        }

        int count = logits.Length / actions.Length;
        double sum = 0;
        for (int i = 0; i < actions.Length; i++)
        {
            ReadOnlySpan<float> row = logits.Slice(i * count, count);
            sum += (SoftPolicy.Value(row, temperature) - row[actions[i]]) / temperature;
        }

        return sum / actions.Length;
    }
}
