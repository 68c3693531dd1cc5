namespace DeepQ.Learning.Losses;

/// <summary>
/// The distance of a categorical distribution p = softmax(x) from its target m: KL(m ‖ p) = Σ mᵢ log(mᵢ / pᵢ).
/// </summary>
/// <remarks>
/// Bellemare, Dabney, Munos: A Distributional Perspective on Reinforcement Learning (2017) use its cross-entropy term.
/// The other term, the entropy of m, has no gradient; with it the loss of a perfect prediction is zero.
/// </remarks>
public static class CategoricalLoss
{
    /// <summary>Converts logits to probabilities in place: pᵢ = exp(xᵢ) / Σ exp(xⱼ).</summary>
    /// <param name="logits">The logits x.</param>
    public static void Softmax(Span<float> logits)
    {
        float greatest = float.NegativeInfinity;
        foreach (float logit in logits)
            greatest = MathF.Max(greatest, logit);

        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
            sum += logits[i] = MathF.Exp(logits[i] - greatest);
        for (int i = 0; i < logits.Length; i++)
            logits[i] = (float)(logits[i] / sum);
    }

    /// <summary>Computes KL(m ‖ softmax(x)) and its gradient in the logits, p − m.</summary>
    /// <param name="logits">The logits x.</param>
    /// <param name="target">The probabilities m; their sum is 1.</param>
    /// <param name="gradient">Receives p − m; may be the memory of the logits.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public static double Evaluate(ReadOnlySpan<float> logits, ReadOnlySpan<float> target, Span<float> gradient)
    {
        if (logits.Length != target.Length || logits.Length != gradient.Length)
        {
            throw new ArgumentException(
                $"{logits.Length} logits need as many target probabilities and gradients, " +
                $"not {target.Length} and {gradient.Length}.");
        }

        double greatest = double.NegativeInfinity;
        foreach (float logit in logits)
            greatest = Math.Max(greatest, logit);
        double sum = 0;
        foreach (float logit in logits)
            sum += Math.Exp(logit - greatest);

        double loss = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double logProbability = logits[i] - greatest - Math.Log(sum);
            if (target[i] > 0)
                loss += target[i] * (Math.Log(target[i]) - logProbability);
            gradient[i] = (float)(Math.Exp(logProbability) - target[i]);
        }

        return loss;
    }
}
