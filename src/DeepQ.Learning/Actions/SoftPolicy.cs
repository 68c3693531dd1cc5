namespace DeepQ.Learning.Actions;

/// <summary>The policy π(a|s) ∝ exp(Q(s, a) / τ) over the legal actions, and what it is worth.</summary>
public static class SoftPolicy
{
    /// <summary>The soft value τ ln Σ_a exp(Q(s, a) / τ), which is Σ_a π(a|s) (Q(s, a) − τ ln π(a|s)).</summary>
    /// <remarks>Haarnoja et al.: Reinforcement Learning with Deep Energy-Based Policies (2017), equation 5.</remarks>
    /// <param name="qValues">Q(s, ·): a value for each action.</param>
    /// <param name="temperature">The temperature τ, positive.</param>
    /// <param name="legal">True for each legal action; empty when all are.</param>
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

    /// <summary>τ ln π(a|s) of one action: its value less the soft value, at most 0.</summary>
    /// <param name="qValues">Q(s, ·): a value for each action.</param>
    /// <param name="action">The action a, legal.</param>
    /// <param name="temperature">The temperature τ, positive.</param>
    /// <param name="legal">True for each legal action; empty when all are.</param>
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
