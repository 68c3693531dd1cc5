using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepQ.Learning;

/// <summary>Adam, and with weight decay AdamW.</summary>
/// <remarks>
/// Kingma, Ba: Adam, A Method for Stochastic Optimization (2015), algorithm 1, with β₁ = 0.9 and β₂ = 0.999; Loshchilov,
/// Hutter: Decoupled Weight Decay Regularization (2019), algorithm 2.
/// </remarks>
internal sealed class AdamDescent(IEnumerable<Parameter> parameters, double epsilon = 1e-8, double weightDecay = 0)
    : GradientDescent(parameters, momentCount: 2)
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;

    protected override void Move(
        Span<float> values, ReadOnlySpan<float> gradient, float scale, double learningRate, float[][] moments)
    {
        // θ ← (1 − αλ) θ − α m̂ / (√v̂ + ε), with m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ).
        float decay = (float)(1 - (learningRate * weightDecay));
        float rate = (float)(learningRate / (1 - Math.Pow(Beta1, Steps)));
        float root = (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, Steps)));
        const float Keep1 = (float)Beta1, Take1 = (float)(1 - Beta1), Keep2 = (float)Beta2, Take2 = (float)(1 - Beta2);
        Vector<float> small = new((float)epsilon);
        Span<float> first = moments[0];
        Span<float> second = moments[1];

        int wide = values.Length - (values.Length % Vector<float>.Count);
        Span<Vector<float>> valuesWide = Wide(values);
        Span<Vector<float>> firstWide = Wide(first);
        Span<Vector<float>> secondWide = Wide(second);
        ReadOnlySpan<Vector<float>> gradientWide = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        for (int i = 0; i < gradientWide.Length; i++)
        {
            Vector<float> g = gradientWide[i] * scale;
            Vector<float> m = (firstWide[i] * Keep1) + (g * Take1);
            Vector<float> v = (secondWide[i] * Keep2) + (g * g * Take2);
            firstWide[i] = m;
            secondWide[i] = v;
            valuesWide[i] = (valuesWide[i] * decay) - (m * rate / ((Vector.SquareRoot(v) * root) + small));
        }

        for (int i = wide; i < values.Length; i++)
        {
            float g = gradient[i] * scale;
            first[i] = (first[i] * Keep1) + (g * Take1);
            second[i] = (second[i] * Keep2) + (g * g * Take2);
            values[i] = (values[i] * decay) - (first[i] * rate / ((MathF.Sqrt(second[i]) * root) + (float)epsilon));
        }
    }

    private static Span<Vector<float>> Wide(Span<float> values) => MemoryMarshal.Cast<float, Vector<float>>(values);
}
