namespace DeepQ.Learning.Losses;

/// <summary>
/// The quantile Huber loss of quantiles θᵢ at fractions τᵢ for samples yⱼ of a target:
/// Σᵢ meanⱼ |τᵢ − 1{uᵢⱼ &lt; 0}| L(uᵢⱼ) / κ with uᵢⱼ = yⱼ − θᵢ and L the <see cref="HuberLoss"/>.
/// </summary>
/// <remarks>
/// Dabney et al.: Implicit Quantile Networks for Distributional Reinforcement Learning (2018), equation 3. Dabney et
/// al.: Distributional Reinforcement Learning with Quantile Regression (2018) do not divide by κ, which makes no
/// difference at the κ = 1 of both.
/// </remarks>
public static class QuantileHuberLoss
{
    /// <summary>Computes the loss of a transition and its gradient in the quantiles.</summary>
    /// <param name="quantiles">The quantiles θ: N values.</param>
    /// <param name="fractions">The fractions τ in [0, 1]: N values.</param>
    /// <param name="targets">The samples y of the target: any number.</param>
    /// <param name="threshold">The threshold κ, positive.</param>
    /// <param name="gradient">Receives dL/dθ: N values.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, or there is no target.</exception>
    public static double Evaluate(
        ReadOnlySpan<float> quantiles,
        ReadOnlySpan<float> fractions,
        ReadOnlySpan<float> targets,
        float threshold,
        Span<float> gradient)
    {
        if (fractions.Length != quantiles.Length || gradient.Length != quantiles.Length || targets.IsEmpty)
        {
            throw new ArgumentException(
                $"{quantiles.Length} quantiles need as many fractions and gradients, and a target: " +
                $"{fractions.Length}, {gradient.Length} and {targets.Length} were given.");
        }

        double loss = 0;
        float scale = 1 / (threshold * targets.Length);
        for (int i = 0; i < quantiles.Length; i++)
        {
            float value = 0;
            float slope = 0;
            foreach (float target in targets)
            {
                float error = target - quantiles[i];
                float weight = error < 0 ? 1 - fractions[i] : fractions[i];
                value += weight * HuberLoss.Value(error, threshold);
                slope -= weight * HuberLoss.Gradient(error, threshold);
            }

            loss += value * scale;
            gradient[i] = slope * scale;
        }

        return loss;
    }
}
