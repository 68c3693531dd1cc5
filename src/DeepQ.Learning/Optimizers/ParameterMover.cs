using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Optimizers;

/// <summary>Takes the steps of an optimizer: what is the same for all parameters is computed once a step.</summary>
internal abstract class ParameterMover
{
    /// <summary>Whether weights stand still whose gradient and first moment are zero, while their second moment fades.</summary>
    public virtual bool MayRest => false;

    /// <summary>What the step does to weights without a gradient; only where <see cref="Optimizer.KnowsRest"/>.</summary>
    public virtual RestEvent AtRest => throw new NotSupportedException("What rests is not known.");

    /// <summary>Begins a step.</summary>
    public abstract void Begin(in OptimizerStep step);

    /// <summary>Moves some parameters; several threads may call it at once.</summary>
    public abstract void Move(Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second);

    /// <summary>Lets second moments fade by some steps; only where <see cref="MayRest"/>.</summary>
    public virtual void Rest(Span<float> second, int steps) => throw new NotSupportedException("Nothing rests.");
}
