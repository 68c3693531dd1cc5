using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Optimizers;

/// <summary>An optimizer whose steps are computed by kernels.</summary>
internal abstract record KernelOptimizer : Optimizer
{
    internal abstract override ParameterMover CreateMover(KernelSet kernels);

    public sealed override void Move(
        in OptimizerStep step, Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second)
    {
        ParameterMover mover = CreateMover(KernelSet.Widest);
        mover.Begin(step);
        mover.Move(values, gradient, first, second);
    }
}
