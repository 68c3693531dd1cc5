using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Optimizers;

/// <summary>Takes steps of Adam's form.</summary>
/// <param name="kernels">The kernels.</param>
/// <param name="factors">The factors of a step.</param>
internal sealed class AdamMover(KernelSet kernels, Func<OptimizerStep, AdamStep> factors) : ParameterMover
{
    private AdamStep _step;

    public override bool MayRest => _step.Decay == 1;

    public override RestEvent AtRest => new(_step, AdamStep.FirstKept, AdamStep.SecondKept, 0);

    public override void Begin(in OptimizerStep step) => _step = factors(step);

    public override void Move(Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second) =>
        kernels.Move(_step, values, gradient, first, second);

    public override void Rest(Span<float> second, int steps) => kernels.DecayMoments(second, steps);
}
