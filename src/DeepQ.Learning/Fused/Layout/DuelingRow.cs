using DeepQ.Learning.Networks.Layers;

namespace DeepQ.Learning.Fused.Layout;

/// <summary>Joins the two streams of a dueling network for one state, and parts their gradients.</summary>
/// <remarks>
/// Q(s, a) = V(s) + A(s, a) − mean over a' of A(s, a'), each of N values an action on its own. See
/// <see cref="DuelingHead"/>.
/// </remarks>
internal static class DuelingRow
{
    /// <summary>Computes the outputs.</summary>
    /// <param name="values">V: N values.</param>
    /// <param name="advantages">A: N values an action.</param>
    /// <param name="outputs">Receives Q: as many.</param>
    public static void Join(ReadOnlySpan<float> values, ReadOnlySpan<float> advantages, Span<float> outputs)
    {
        int actions = advantages.Length / values.Length;
        for (int n = 0; n < values.Length; n++)
        {
            float sum = 0;
            for (int i = n; i < advantages.Length; i += values.Length)
                sum += advantages[i];
            float common = values[n] - (sum / actions);
            for (int i = n; i < advantages.Length; i += values.Length)
                outputs[i] = common + advantages[i];
        }
    }

    /// <summary>Computes dL/dV, the sum of dL/dQ over the actions, and dL/dA, what dL/dQ is above its mean.</summary>
    /// <param name="gradient">dL/dQ: N values an action.</param>
    /// <param name="values">Receives dL/dV: N values.</param>
    /// <param name="advantages">Receives dL/dA: N values an action.</param>
    public static void Part(ReadOnlySpan<float> gradient, Span<float> values, Span<float> advantages)
    {
        int actions = gradient.Length / values.Length;
        for (int n = 0; n < values.Length; n++)
        {
            float sum = 0;
            for (int i = n; i < gradient.Length; i += values.Length)
                sum += gradient[i];
            values[n] = sum;
            float mean = sum / actions;
            for (int i = n; i < gradient.Length; i += values.Length)
                advantages[i] = gradient[i] - mean;
        }
    }
}
