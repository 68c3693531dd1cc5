using DeepQ.Learning.Losses;

namespace DeepQ.Learning.Distributions;

/// <summary>Q(s, ·) from what a network gives, and the way back of a gradient.</summary>
internal static class ExpectedValue
{
    /// <summary>The mean of each action: Σ pᵢ zᵢ of probabilities, (Σ θⱼ) / N of quantiles, or the one value.</summary>
    /// <param name="distribution">What the outputs describe; null for Q-values.</param>
    /// <param name="outputs">The outputs for a state: A × N values. Logits become probabilities.</param>
    /// <param name="q">Receives A means.</param>
    public static void Read(ValueDistribution? distribution, Span<float> outputs, Span<float> q)
    {
        int count = outputs.Length / q.Length;
        for (int action = 0; action < q.Length; action++)
        {
            Span<float> values = outputs.Slice(action * count, count);
            if (distribution is CategoricalDistribution categorical)
            {
                CategoricalLoss.Softmax(values);
                q[action] = (float)categorical.Mean(values);
                continue;
            }

            double sum = 0;
            foreach (float value in values)
                sum += value;
            q[action] = (float)(sum / count);
        }
    }

    /// <summary>
    /// Adds scale × dL/dQ(a) × dQ(a)/d(output): ∂Q/∂xᵢ = pᵢ (zᵢ − Q) for logits, 1 / N for quantiles.
    /// </summary>
    /// <param name="distribution">What the outputs describe; null for Q-values.</param>
    /// <param name="outputs">The outputs as <see cref="Read"/> left them.</param>
    /// <param name="q">The means that it gave.</param>
    /// <param name="slopes">dL/dQ: A values.</param>
    /// <param name="scale">What each is multiplied by.</param>
    /// <param name="gradient">What is added to: A × N values.</param>
    public static void AddGradient(
        ValueDistribution? distribution,
        ReadOnlySpan<float> outputs,
        ReadOnlySpan<float> q,
        ReadOnlySpan<float> slopes,
        float scale,
        Span<float> gradient)
    {
        int count = outputs.Length / q.Length;
        for (int action = 0; action < q.Length; action++)
        {
            float slope = scale * slopes[action];
            for (int i = 0; i < count; i++)
            {
                int output = (action * count) + i;
                gradient[output] += slope * (distribution is CategoricalDistribution categorical
                    ? outputs[output] * (float)(categorical.ReturnOf(i) - q[action])
                    : 1f / count);
            }
        }
    }
}
