namespace DeepQ.Learning.Optimizers;

/// <summary>Takes the steps of an optimizer without kernels.</summary>
internal sealed class CustomMover(Optimizer optimizer) : ParameterMover
{
    private OptimizerStep _step;

    public override void Begin(in OptimizerStep step) => _step = step;

    public override void Move(Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second) =>
        optimizer.Move(_step, values, gradient, first, second);
}
