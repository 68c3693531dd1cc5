namespace DeepQ.Learning.OffPolicy;

/// <summary>
/// A logged episode as estimators use it: its rewards, and the scores of its steps under an evaluated policy.
/// </summary>
public sealed class ScoredEpisode
{
    /// <summary>Creates an episode from its figures.</summary>
    /// <param name="rewards">The rewards r of its T steps.</param>
    /// <param name="ratios">
    /// ρ = π(a | s) / b(a | s) at each step: the ratio of the probabilities of the logged action under the evaluated
    /// policy π and the logged one b.
    /// </param>
    /// <param name="finalValue">
    /// The value of the state after the last step: 0 if it is terminal, a model's value if the episode was cut off.
    /// </param>
    /// <param name="actionValues">A model's Q̂(s, a) of each state and logged action; empty without a model.</param>
    /// <param name="stateValues">A model's V̂(s) = Σ_a π(a | s) Q̂(s, a) of each state; empty without a model.</param>
    /// <exception cref="ArgumentException">
    /// There is no step, the lengths do not agree, or a ratio is negative or NaN.
    /// </exception>
    public ScoredEpisode(
        IReadOnlyList<double> rewards,
        IReadOnlyList<double> ratios,
        double finalValue = 0,
        IReadOnlyList<double>? actionValues = null,
        IReadOnlyList<double>? stateValues = null)
    {
        ArgumentNullException.ThrowIfNull(rewards);
        ArgumentNullException.ThrowIfNull(ratios);
        (Rewards, Ratios, FinalValue) = (rewards, ratios, finalValue);
        (ActionValues, StateValues) = (actionValues ?? [], stateValues ?? []);
        if (rewards.Count == 0 || ratios.Count != rewards.Count || ActionValues.Count != StateValues.Count ||
            (ActionValues.Count != 0 && ActionValues.Count != rewards.Count))
        {
            throw new ArgumentException(
                $"An episode needs a ratio per reward and, with a model, a value of each kind: {rewards.Count} rewards, " +
                $"{ratios.Count} ratios, {ActionValues.Count} values of actions and {StateValues.Count} of states " +
                "are there.");
        }

        if (ratios.Any(ratio => !(ratio >= 0)))
            throw new ArgumentException("A ratio of probabilities must not be negative.", nameof(ratios));
        Weight = ratios.Aggregate(1.0, (product, ratio) => product * ratio);
        LogWeight = ratios.Sum(Math.Log);
    }

    /// <summary>The rewards r of its T steps.</summary>
    public IReadOnlyList<double> Rewards { get; }

    /// <summary>The ratios ρ of its T steps.</summary>
    public IReadOnlyList<double> Ratios { get; }

    /// <summary>The value of the state after the last step.</summary>
    public double FinalValue { get; }

    /// <summary>Q̂(s, a) of each step; empty without a model.</summary>
    public IReadOnlyList<double> ActionValues { get; }

    /// <summary>V̂(s) of each step; empty without a model.</summary>
    public IReadOnlyList<double> StateValues { get; }

    /// <summary>The number of steps T.</summary>
    public int Length => Rewards.Count;

    /// <summary>The product of all ratios: the ratio of the probabilities of the whole episode.</summary>
    public double Weight { get; }

    /// <summary>
    /// The logarithm of <see cref="Weight"/>, which stays finite when the product of many ratios does not.
    /// </summary>
    internal double LogWeight { get; }

    /// <summary>Computes the discounted return Σ γᵗ rₜ + γᵀ V(s_T).</summary>
    /// <param name="gamma">The discount factor γ.</param>
    public double Return(double gamma)
    {
        double sum = FinalValue;
        for (int t = Length - 1; t >= 0; t--)
            sum = Rewards[t] + (gamma * sum);
        return sum;
    }
}
