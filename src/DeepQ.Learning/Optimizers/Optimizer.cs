using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Optimizers;

/// <summary>Turns a gradient into a step. Derive from it for a custom optimizer.</summary>
/// <remarks>
/// Each parameter has two moments, which are zero at first, belong to the training and are part of its checkpoints. A
/// derived optimizer has no state itself and exposes its settings as public properties: a checkpoint is continued only
/// with the same ones.
/// </remarks>
public abstract record Optimizer
{
    /// <summary>Kingma, Ba: Adam (2015), with β₁ = 0.9 and β₂ = 0.999.</summary>
    public static Optimizer Adam { get; } = new AdamOptimizer();

    /// <summary>
    /// Adam with weight decay decoupled from the gradient. Loshchilov, Hutter: Decoupled Weight Decay Regularization
    /// (2019).
    /// </summary>
    public static Optimizer AdamW { get; } = new AdamWOptimizer();

    /// <summary>
    /// Centered RMSProp with a decay of 0.95, as in Mnih et al.: Human-level control through deep reinforcement
    /// learning (2015), who use a learning rate of 0.00025 and ε = 0.01. They add ε to the variance; torch adds it to
    /// the root.
    /// </summary>
    public static Optimizer RMSProp { get; } = new RMSPropOptimizer();

    /// <summary>
    /// Adam with rectified first steps. Liu et al.: On the Variance of the Adaptive Learning Rate and Beyond (2020).
    /// </summary>
    public static Optimizer RAdam { get; } = new RAdamOptimizer();

    /// <summary>The default ε.</summary>
    internal virtual double DefaultEpsilon => 1e-8;

    /// <summary>Whether it supports weight decay.</summary>
    internal virtual bool DecaysWeights => false;

    /// <summary>
    /// Whether the effect of its steps on weights without a gradient is known, so that they can be applied later.
    /// </summary>
    internal virtual bool KnowsRest => false;

    /// <summary>
    /// Updates parameters with their gradient. Several threads may call it at once for different parameters.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="values">The parameters, any number of them.</param>
    /// <param name="gradient">Their gradient, not yet multiplied by <see cref="OptimizerStep.Scale"/>.</param>
    /// <param name="first">The first moment of each.</param>
    /// <param name="second">The second moment of each.</param>
    public abstract void Move(
        in OptimizerStep step, Span<float> values, ReadOnlySpan<float> gradient, Span<float> first, Span<float> second);

    /// <summary>The name of the optimizer.</summary>
    public sealed override string ToString() => GetType().Name.Replace("Optimizer", "", StringComparison.Ordinal);

    /// <summary>Creates the object that takes its steps with the given kernels.</summary>
    internal virtual ParameterMover CreateMover(KernelSet kernels) => new CustomMover(this);
}
