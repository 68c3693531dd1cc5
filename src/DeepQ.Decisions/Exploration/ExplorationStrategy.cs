using System.Globalization;
using DeepQ.Decisions.Exploration;

namespace DeepQ.Decisions;

/// <summary>Computes the probability of each allowed action from Q-values.</summary>
/// <remarks>It contains only settings, so it can be replaced at any time without a change of the policy.</remarks>
public abstract record ExplorationStrategy
{
    /// <summary>The action with the greatest Q-value, always.</summary>
    public static ExplorationStrategy Greedy { get; } = new GreedyStrategy();

    /// <summary>Any allowed action with probability ε, otherwise the one with the greatest Q-value.</summary>
    /// <param name="epsilon">ε, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">ε is not from 0 to 1.</exception>
    public static ExplorationStrategy EpsilonGreedy(double epsilon) => new EpsilonGreedyStrategy(epsilon);

    /// <summary>Each action with a probability proportional to exp(Q / temperature).</summary>
    /// <param name="temperature">The temperature, in units of the Q-values; the higher, the more even the probabilities.</param>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is not positive and finite.</exception>
    public static ExplorationStrategy Softmax(double temperature) => new SoftmaxStrategy(temperature);

    /// <summary>Computes the probability of each action.</summary>
    /// <param name="qValues">One finite value per action.</param>
    /// <param name="allowed">True for each action that may be chosen; empty when all may.</param>
    /// <param name="probabilities">
    /// Receives one probability per action: 0 for actions that are not allowed, and 1 in total.
    /// </param>
    /// <exception cref="ArgumentException">The lengths differ, a Q-value is not finite, or no action is allowed.</exception>
    /// <exception cref="InvalidOperationException">The strategy does not return a distribution over the allowed actions.</exception>
    public void Fill(ReadOnlySpan<float> qValues, ReadOnlySpan<bool> allowed, Span<double> probabilities)
    {
        if (probabilities.Length != qValues.Length)
            throw Mismatch($"room for {probabilities.Length} probabilities");
        if (!allowed.IsEmpty && allowed.Length != qValues.Length)
            throw Mismatch($"a mask of {allowed.Length}");
        int greedy = -1;
        for (int action = 0; action < qValues.Length; action++)
        {
            if (!float.IsFinite(qValues[action]))
                throw new ArgumentException($"Action {action} has a Q-value that is not finite.", nameof(qValues));
            if (IsAllowed(allowed, action) && (greedy < 0 || qValues[action] > qValues[greedy]))
                greedy = action;
        }

        if (greedy < 0)
            throw new ArgumentException("No action is allowed.", nameof(allowed));
        FillAllowed(qValues, allowed, greedy, probabilities);
        RequireDistribution(allowed, probabilities);

        static ArgumentException Mismatch(string what) => new($"The number of Q-values differs from {what}.");
    }

    /// <summary>Computes the probability of each action from arguments that were checked.</summary>
    /// <param name="qValues">One value per action.</param>
    /// <param name="allowed">True for each action that may be chosen, at least one; empty when all may.</param>
    /// <param name="greedy">The allowed action with the greatest value; the first one of several.</param>
    /// <param name="probabilities">
    /// Receives all probabilities: finite, not negative, 0 for actions that are not allowed, and 1 in total within 1e-9.
    /// </param>
    protected abstract void FillAllowed(
        ReadOnlySpan<float> qValues, ReadOnlySpan<bool> allowed, int greedy, Span<double> probabilities);

    /// <summary>Returns whether a mask allows an action.</summary>
    /// <param name="allowed">The mask; empty when all may be chosen.</param>
    /// <param name="action">The action.</param>
    protected static bool IsAllowed(ReadOnlySpan<bool> allowed, int action) => allowed.IsEmpty || allowed[action];

    private void RequireDistribution(ReadOnlySpan<bool> allowed, ReadOnlySpan<double> probabilities)
    {
        double total = 0;
        for (int action = 0; action < probabilities.Length; action++)
        {
            double probability = probabilities[action];
            if (!double.IsFinite(probability) || probability < 0)
                throw Unfit($"a probability {probability} for action {action}");
            if (probability > 0 && !IsAllowed(allowed, action))
                throw Unfit($"a probability {probability} for action {action}, which is not allowed");
            total += probability;
        }

        if (Math.Abs(total - 1) > 1e-9)
            throw Unfit($"probabilities of {total} in total");

        InvalidOperationException Unfit(FormattableString what) => new(
            $"The exploration {GetType().Name} returned {what.ToString(CultureInfo.InvariantCulture)}; the probabilities of the allowed actions "
            + "must be finite, not negative, and 1 in total.");
    }
}
