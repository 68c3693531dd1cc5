namespace DeepQ.Learning.Rollouts;

/// <summary>The targets of learning from rollouts: the λ-returns of Q-learning.</summary>
/// <remarks>Peng, Williams: Incremental multi-step Q-learning (1996); Gallici et al. (2024), with a cut at truncations.</remarks>
public static class LambdaReturns
{
    /// <summary>
    /// Computes R_t = r_t + γ [λ R_{t+1} + (1 − λ) max_a Q(s_{t+1}, a)], from the last step backward. R_t is r_t if the
    /// episode terminated, and r_t + γ max_a Q(s_{t+1}, a) if the steps are not continued; s_{t+1} then is the last
    /// observation of the episode, not the first of the next.
    /// </summary>
    /// <param name="rewards">The rewards r of consecutive steps: T values.</param>
    /// <param name="nextValues">max_a Q(s_{t+1}, a) over the legal actions: T values; those of terminal states are ignored.</param>
    /// <param name="terminated">Whether the episode ended there in a terminal state: T values.</param>
    /// <param name="goesOn">
    /// Whether the next step begins where this one ends: T values. False where an episode was truncated; the value of
    /// the last step is ignored and treated as false.
    /// </param>
    /// <param name="gamma">The discount factor γ of a step.</param>
    /// <param name="lambda">The trace decay λ.</param>
    /// <param name="returns">Receives the returns R: T values.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public static void Compute(
        ReadOnlySpan<float> rewards,
        ReadOnlySpan<float> nextValues,
        ReadOnlySpan<bool> terminated,
        ReadOnlySpan<bool> goesOn,
        double gamma,
        double lambda,
        Span<float> returns)
    {
        int steps = rewards.Length;
        if (nextValues.Length != steps || terminated.Length != steps || goesOn.Length != steps || returns.Length != steps)
        {
            throw new ArgumentException(
                $"{steps} rewards need as many values, ends and returns, not {nextValues.Length}, {terminated.Length}, " +
                $"{goesOn.Length} and {returns.Length}.");
        }

        double next = 0;
        for (int t = steps - 1; t >= 0; t--)
        {
            double future = goesOn[t] && t + 1 < steps ? (lambda * next) + ((1 - lambda) * nextValues[t]) : nextValues[t];
            next = rewards[t] + (terminated[t] ? 0 : gamma * future);
            returns[t] = (float)next;
        }
    }
}
