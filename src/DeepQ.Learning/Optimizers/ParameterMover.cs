using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Optimizers;

/// <summary>Takes the steps of an optimizer; computes once per step what is the same for all parameters.</summary>
internal abstract class ParameterMover
{
    /// <summary>
    /// Whether weights with zero gradient and first moment stay constant while their second moment decays.
    /// </summary>
    public virtual bool MayRest => false;

    /// <summary>
    /// The effect of the step on weights without a gradient; only if <see cref="Optimizer.KnowsRest"/>.
    /// </summary>
    public virtual RestEvent AtRest => throw new NotSupportedException("The effect on weights without a gradient is not known.");

    /// <summary>Begins a step.</summary>
    public abstract void Begin(in OptimizerStep step);

    /// <summary>Updates some parameters; several threads may call it at once.</summary>
    public abstract void Move(Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second);

    /// <summary>Lets second moments decay by some steps; only if <see cref="MayRest"/>.</summary>
    public virtual void Rest(Span<float> second, int steps) => throw new NotSupportedException("Nothing rests.");
}
