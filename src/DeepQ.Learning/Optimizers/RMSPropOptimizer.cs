using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Optimizers;

/// <summary>RMSProp, centered: the gradient divided by its running standard deviation.</summary>
/// <remarks>
/// Graves: Generating Sequences With Recurrent Neural Networks (2013), equations 38 to 45 without momentum, as the first DQN
/// of Mnih et al. (2015) used it.
/// </remarks>
internal sealed record RMSPropOptimizer : KernelOptimizer
{
    // The decay of the averages, as in Mnih et al.
    private const double Smoothing = 0.95;

    internal override double DefaultEpsilon => 0.01;

    internal override bool KnowsRest => true;

    internal override ParameterMover CreateMover(KernelSet kernels) => new Mover(kernels);

    private sealed class Mover(KernelSet kernels) : ParameterMover
    {
        private RmsPropStep _step;

        public override RestEvent AtRest => new(new AdamStep(0, 1, 0, 0, 0), (float)Smoothing, (float)Smoothing, 0);

        public override void Begin(in OptimizerStep step) =>
            _step = new(step.Scale, step.LearningRate, Smoothing, step.Epsilon);

        public override void Move(Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second) =>
            kernels.Move(_step, values, gradient, first, second);
    }
}
