namespace DeepQ.Learning.Actions;

/// <summary>
/// Boltzmann exploration, which prefers better actions: π(a|s) ∝ exp(Q(s, a) / τ) over the legal actions.
/// </summary>
/// <remarks>
/// Sutton, Barto: Reinforcement Learning (2nd edition, 2018), section 13.1, with action values as preferences.
/// </remarks>
public static class Boltzmann
{
    /// <summary>Draws an action.</summary>
    /// <param name="qValues">Q(s, ·): a value for each action.</param>
    /// <param name="temperature">
    /// The temperature τ. At 0 the choice is greedy; the greater τ is, the closer it is to uniform.
    /// </param>
    /// <param name="random">The generator that the action is drawn from; it is not used at temperature 0.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <returns>The action, from 0.</returns>
    /// <exception cref="ArgumentException">
    /// There are no values, the lengths do not agree, or no action is legal.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temperature"/> is negative.</exception>
    public static int Action(
        ReadOnlySpan<float> qValues,
        double temperature,
        Random random,
        ReadOnlySpan<bool> legal = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(temperature);
        int greedy = Greedy.Action(qValues, legal);
        if (temperature == 0)
            return greedy;

        double sum = 0;
        for (int action = 0; action < qValues.Length; action++)
            sum += Preference(action, qValues, legal);

        double rest = random.NextDouble() * sum;
        for (int action = 0; action < qValues.Length; action++)
        {
            double preference = Preference(action, qValues, legal);
            if (rest < preference)
                return action;
            rest -= preference;
        }

        return greedy;

        // Relative to the greatest value, so that no exponential overflows.
        double Preference(int action, ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal) =>
            legal.IsEmpty || legal[action] ? Math.Exp((qValues[action] - qValues[greedy]) / temperature) : 0;
    }
}
