namespace DeepQ.Learning.Actions;

/// <summary>The policy π(a|s) ∝ exp(Q(s, a) / τ) over the legal actions, and its value.</summary>
public static class SoftPolicy
{
    /// <summary>
    /// Computes the soft value τ ln Σ_a exp(Q(s, a) / τ), which is Σ_a π(a|s) (Q(s, a) − τ ln π(a|s)).
    /// </summary>
    /// <remarks>Haarnoja et al.: Reinforcement Learning with Deep Energy-Based Policies (2017), equation 5.</remarks>
    /// <param name="qValues">Q(s, ·): a value for each action.</param>
    /// <param name="temperature">The temperature τ, positive.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <exception cref="ArgumentException">
    /// There are no values, the lengths do not agree, or no action is legal.
    /// </exception>
    public static double Value(ReadOnlySpan<float> qValues, double temperature, ReadOnlySpan<bool> legal = default)
    {
        // Relative to the greatest value, so that no exponential overflows.
        double greatest = qValues[Greedy.Action(qValues, legal)];
        double sum = 0;
        for (int action = 0; action < qValues.Length; action++)
        {
            if (legal.IsEmpty || legal[action])
                sum += Math.Exp((qValues[action] - greatest) / temperature);
        }

        return greatest + (temperature * Math.Log(sum));
    }

    /// <summary>Computes π(a|s) and τ ln π(a|s) of each action; both are 0 for actions that are not legal.</summary>
    /// <param name="qValues">Q(s, ·): a value for each action.</param>
    /// <param name="temperature">The temperature τ, positive.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <param name="probabilities">Receives π(·|s).</param>
    /// <param name="logProbabilities">Receives τ ln π(·|s).</param>
    internal static void Probabilities(
        ReadOnlySpan<float> qValues,
        double temperature,
        ReadOnlySpan<bool> legal,
        Span<float> probabilities,
        Span<float> logProbabilities)
    {
        double value = Value(qValues, temperature, legal);
        for (int action = 0; action < qValues.Length; action++)
        {
            bool isLegal = legal.IsEmpty || legal[action];
            double scaled = isLegal ? Math.Min(0, qValues[action] - value) : 0;
            logProbabilities[action] = (float)scaled;
            probabilities[action] = isLegal ? (float)Math.Exp(scaled / temperature) : 0;
        }
    }

    /// <summary>Computes τ ln π(a|s) of one action: its value minus the soft value, at most 0.</summary>
    /// <param name="qValues">Q(s, ·): a value for each action.</param>
    /// <param name="action">The action a, legal.</param>
    /// <param name="temperature">The temperature τ, positive.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <exception cref="ArgumentException">
    /// There are no values, the lengths do not agree, or no action is legal.
    /// </exception>
    public static double ScaledLogProbability(
        ReadOnlySpan<float> qValues,
        int action,
        double temperature,
        ReadOnlySpan<bool> legal = default) =>
        Math.Min(0, qValues[action] - Value(qValues, temperature, legal));
}
