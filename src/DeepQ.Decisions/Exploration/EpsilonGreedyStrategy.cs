using System.Globalization;

namespace DeepQ.Decisions.Exploration;

/// <summary>
/// Chooses among all n allowed actions with probability ε: each has ε / n, and the greedy action 1 − ε in addition.
/// </summary>
internal sealed record EpsilonGreedyStrategy : ExplorationStrategy
{
    private readonly double _epsilon;

    public EpsilonGreedyStrategy(double epsilon) => _epsilon = epsilon is >= 0 and <= 1
        ? epsilon
        : throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "ε must be from 0 to 1.");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ε-greedy, ε = {_epsilon}");

    /// <summary>Assigns ε / n to each of n allowed actions, and 1 − ε in addition to one of them.</summary>
    public static void Fill(double epsilon, ReadOnlySpan<bool> allowed, int greedy, Span<double> probabilities)
    {
        double each = epsilon / (allowed.IsEmpty ? probabilities.Length : allowed.Count(true));
        for (int action = 0; action < probabilities.Length; action++)
            probabilities[action] = IsAllowed(allowed, action) ? each : 0;
        probabilities[greedy] += 1 - epsilon;
    }

    protected override void FillAllowed(
        ReadOnlySpan<float> qValues, ReadOnlySpan<bool> allowed, int greedy, Span<double> probabilities) =>
        Fill(_epsilon, allowed, greedy, probabilities);
}
