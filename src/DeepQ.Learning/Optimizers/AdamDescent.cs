using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Optimizers;

/// <summary>Adam, and with weight decay AdamW.</summary>
/// <remarks>
/// Kingma, Ba: Adam, A Method for Stochastic Optimization (2015), algorithm 1, with β₁ = 0.9 and β₂ = 0.999; Loshchilov,
/// Hutter: Decoupled Weight Decay Regularization (2019), algorithm 2.
/// </remarks>
internal sealed class AdamDescent(IEnumerable<Parameter> parameters, double epsilon = 1e-8, double weightDecay = 0)
    : GradientDescent(parameters, momentCount: 2)
{
    protected override void Move(
        Span<float> values, ReadOnlySpan<float> gradient, float scale, double learningRate, float[][] moments)
    {
        AdamStep step = AdamStep.At(Steps, scale, learningRate, epsilon, weightDecay);
        KernelSet.Widest.Move(step, values, gradient, moments[0], moments[1]);
    }
}
