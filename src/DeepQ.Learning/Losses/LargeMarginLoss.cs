namespace DeepQ.Learning.Losses;

/// <summary>
/// The large-margin classification loss of Q-values and the action e of an expert:
/// maxₐ [Qₐ + m·1(a ≠ e)] − Qₑ, over the legal actions. It is zero if Qₑ is greater than every other value by the margin m.
/// </summary>
/// <remarks>
/// Piot, Geist, Pietquin: Boosted Bellman Residual Minimization Handling Expert Demonstrations (2014); Hester et al.: Deep Q-learning from
/// Demonstrations (2017), section 4.2, https://arxiv.org/abs/1704.03732.
/// </remarks>
internal static class LargeMarginLoss
{
    /// <summary>
    /// Computes the loss and its gradient: 1 at the action whose value plus margin is greatest and −1 at e, or 0 if
    /// that action is e.
    /// </summary>
    /// <param name="values">The Q-values: a value for each action.</param>
    /// <param name="action">The action e of the expert, legal.</param>
    /// <param name="margin">The margin m, not negative.</param>
    /// <param name="gradient">Receives the gradient; may be the memory of the values.</param>
    /// <param name="legal">True for each legal action; empty if all are legal.</param>
    /// <returns>The loss, not negative.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, or the action is not legal.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action, or the margin is negative.</exception>
    public static double Evaluate(
        ReadOnlySpan<float> values, int action, double margin, Span<float> gradient, ReadOnlySpan<bool> legal = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)action, (uint)values.Length, nameof(action));
        ArgumentOutOfRangeException.ThrowIfNegative(margin);
        if (gradient.Length != values.Length || (!legal.IsEmpty && legal.Length != values.Length))
        {
            throw new ArgumentException(
                $"{values.Length} values need as many gradients, and masks for all or none, not {gradient.Length} and {legal.Length}.");
        }

        if (!legal.IsEmpty && !legal[action])
            throw new ArgumentException($"Action {action} was taken, so it must be legal.", nameof(legal));

        int greatest = action;
        double loss = 0;
        for (int a = 0; a < values.Length; a++)
        {
            if (a == action || (!legal.IsEmpty && !legal[a]) || !(values[a] + margin - values[action] > loss))
                continue;
            loss = values[a] + margin - values[action];
            greatest = a;
        }

        gradient.Clear();
        gradient[greatest] = 1;
        gradient[action] = greatest == action ? 0 : -1;
        return loss;
    }
}
