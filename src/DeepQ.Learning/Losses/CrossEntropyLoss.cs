using DeepQ.Learning.Offline;

namespace DeepQ.Learning.Losses;

/// <summary>
/// The cross-entropy of softmax(x) and one chosen action: −log softmax(x)ₐ = log Σⱼ exp(xⱼ) − xₐ, over the legal
/// actions.
/// </summary>
/// <remarks>
/// The loss of <see cref="BehaviorCloning"/>, with logits x, and the term of <see cref="ConservativeQLearning"/>, with
/// Q-values x.
/// </remarks>
public static class CrossEntropyLoss
{
    /// <summary>Computes the loss and its gradient softmax(x) − 1ₐ.</summary>
    /// <param name="logits">The logits x: a value for each action.</param>
    /// <param name="action">The action a that was taken, legal.</param>
    /// <param name="gradient">
    /// Receives the gradient, 0 for illegal actions; may be the memory of the logits.
    /// </param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, or the action is not legal.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    public static double Evaluate(
        ReadOnlySpan<float> logits, int action, Span<float> gradient, ReadOnlySpan<bool> legal = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)action, (uint)logits.Length, nameof(action));
        if (gradient.Length != logits.Length || (!legal.IsEmpty && legal.Length != logits.Length))
        {
            throw new ArgumentException(
                $"{logits.Length} logits need as many gradients, and masks for all or none, " +
                $"not {gradient.Length} and {legal.Length}.");
        }

        if (!legal.IsEmpty && !legal[action])
            throw new ArgumentException($"Action {action} was taken, so it must be legal.", nameof(legal));

        // Relative to the greatest logit, so that no exponential overflows.
        double greatest = double.NegativeInfinity;
        for (int i = 0; i < logits.Length; i++)
        {
            if (legal.IsEmpty || legal[i])
                greatest = Math.Max(greatest, logits[i]);
        }

        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            if (legal.IsEmpty || legal[i])
                sum += Math.Exp(logits[i] - greatest);
        }

        double loss = greatest + Math.Log(sum) - logits[action];
        for (int i = 0; i < logits.Length; i++)
            gradient[i] = legal.IsEmpty || legal[i] ? (float)(Math.Exp(logits[i] - greatest) / sum) : 0;
        gradient[action] -= 1;
        return loss;
    }
}
