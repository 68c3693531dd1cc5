namespace DeepQ.Learning;

/// <summary>RMSProp, centred: the gradient divided by its running standard deviation.</summary>
/// <remarks>
/// Graves: Generating Sequences With Recurrent Neural Networks (2013), equations 38 to 45 without momentum, as the first DQN
/// of Mnih et al. (2015) used it.
/// </remarks>
internal sealed class RmsPropDescent(IEnumerable<Parameter> parameters, double smoothing, double epsilon)
    : GradientDescent(parameters, momentCount: 2)
{
    /// <summary>What the averages keep at a step, as Mnih et al. have it.</summary>
    public const double Smoothing = 0.95;

    protected override void Move(
        Span<float> values, ReadOnlySpan<float> gradient, float scale, double learningRate, float[][] moments)
    {
        // n ← ρ n + (1 − ρ) g², m ← ρ m + (1 − ρ) g, θ ← θ − α g / (√(n − m²) + ε)
        float keep = (float)smoothing;
        float take = (float)(1 - smoothing);
        Span<float> squares = moments[0];
        Span<float> means = moments[1];
        for (int i = 0; i < values.Length; i++)
        {
            float g = gradient[i] * scale;
            squares[i] = (squares[i] * keep) + (g * g * take);
            means[i] = (means[i] * keep) + (g * take);
            float deviation = MathF.Sqrt(MathF.Max(0, squares[i] - (means[i] * means[i])));
            values[i] -= (float)learningRate * g / (deviation + (float)epsilon);
        }
    }
}
