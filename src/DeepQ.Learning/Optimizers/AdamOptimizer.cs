using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Optimizers;

/// <summary>Adam.</summary>
/// <remarks>
/// Kingma, Ba: Adam, A Method for Stochastic Optimization (2015), algorithm 1, with β₁ = 0.9 and β₂ = 0.999.
/// </remarks>
internal record AdamOptimizer : KernelOptimizer
{
    internal override bool KnowsRest => true;

    internal override ParameterMover CreateMover(KernelSet kernels) => new AdamMover(
        kernels, step => AdamStep.At(step.Number, step.Scale, step.LearningRate, step.Epsilon, step.WeightDecay));
}
