using DeepQ.Learning.Losses;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Distributions;

/// <summary>A description of the distribution of the return Z(s, a), whose mean is Q(s, a).</summary>
/// <remarks>
/// Bellemare, Dabney, Rowland: Distributional Reinforcement Learning (2023). Whatever the description, actions are
/// chosen by the mean, and an exported policy returns the mean as Q-values.
/// </remarks>
public abstract record ValueDistribution
{
    private protected ValueDistribution()
    {
    }

    /// <summary>Only the mean Q(s, a), one output per action: plain Q-learning.</summary>
    public static ValueDistribution Point { get; } = new PointDistribution();

    /// <summary>The name of the algorithm that learns it, such as <c>C51</c>.</summary>
    internal abstract string Algorithm { get; }

    /// <summary>The number N of outputs per action.</summary>
    internal abstract int ValuesPerAction { get; }

    /// <summary>
    /// Gets whether the target is the number y = r + d Q(s', a') rather than a distribution of r + d Z(s', a').
    /// </summary>
    internal virtual bool LearnsFromMeans => false;

    /// <summary>Gets whether the network takes the fractions of its quantiles as an input.</summary>
    internal virtual bool TakesFractions => false;

    /// <summary>This distribution if it assigns probabilities to fixed returns; null if returns are learned.</summary>
    internal virtual HistogramDistribution? Histogram => null;

    /// <summary>The values that the network stores beside its weights: the returns of a histogram.</summary>
    internal virtual float[] Support => [0];

    /// <summary>The fractions whose quantiles the outputs are; empty if they are no quantiles.</summary>
    internal virtual float[] Fractions => [];

    /// <summary>The number of values of a target.</summary>
    internal virtual int TargetLength => ValuesPerAction;

    /// <summary>What is wrong with the settings; null if nothing is.</summary>
    internal abstract string? Problem { get; }

    /// <summary>Computes the mean of the return that the outputs of an action describe.</summary>
    /// <param name="outputs">The outputs: N values, which may be overwritten for <see cref="AddMeanGradient"/>.</param>
    internal abstract double MeanOf(Span<float> outputs);

    /// <summary>Adds g · dQ/d(outputs).</summary>
    /// <param name="outputs">The outputs of an action, as <see cref="MeanOf"/> left them.</param>
    /// <param name="mean">The mean Q that it returned.</param>
    /// <param name="gradientOfMean">The factor g = dL/dQ.</param>
    /// <param name="gradient">Receives the sum: N values.</param>
    internal abstract void AddMeanGradient(
        ReadOnlySpan<float> outputs, float mean, float gradientOfMean, Span<float> gradient);

    /// <summary>Computes the means of a batch as <see cref="MeanOf"/> does.</summary>
    /// <param name="outputs">The outputs, of shape (B, A, N).</param>
    /// <param name="support">The value of <see cref="Support"/>.</param>
    /// <returns>The means, of shape (B, A).</returns>
    internal abstract Tensor MeansOf(Tensor outputs, Tensor support);

    /// <summary>Returns the layers by which an exported policy computes the means.</summary>
    internal abstract IReadOnlyList<PolicyLayer> ToMeans(IReadOnlyList<PolicyLayer> layers);

    /// <summary>
    /// Returns the layers by which an exported policy computes the distribution as an additional output.
    /// </summary>
    internal virtual IReadOnlyList<PolicyLayer> ToDistribution(IReadOnlyList<PolicyLayer> layers) => ToMeans(layers);

    /// <summary>Computes the target of a transition, the distribution of r + d Z(s', a').</summary>
    /// <param name="next">The outputs of the target network for a': N values, which may be overwritten.</param>
    /// <param name="reward">The reward r.</param>
    /// <param name="discount">The discount d; at 0 the outputs are ignored, even if they are NaN.</param>
    /// <param name="target">Receives <see cref="TargetLength"/> values.</param>
    internal abstract void ComputeTarget(Span<float> next, float reward, float discount, Span<float> target);

    /// <summary>
    /// Computes the target of a transition for a policy π, the distribution of r + d Σ π(a') (Z(s', a') + b(a')).
    /// </summary>
    /// <param name="next">The outputs of the target network for each action: A × N values, which may be overwritten.</param>
    /// <param name="probabilities">The probabilities π(a'); actions of probability 0 are ignored.</param>
    /// <param name="bonuses">The bonuses b(a').</param>
    /// <param name="reward">The reward r.</param>
    /// <param name="discount">The discount d; at 0 the outputs are ignored, even if they are NaN.</param>
    /// <param name="target">Receives <see cref="TargetLength"/> values.</param>
    internal virtual void MixTarget(
        Span<float> next,
        ReadOnlySpan<float> probabilities,
        ReadOnlySpan<float> bonuses,
        float reward,
        float discount,
        Span<float> target) => throw new NotSupportedException($"{GetType().Name} learns from means.");

    /// <summary>
    /// Computes the loss of the outputs of the chosen action relative to their target, and its gradient.
    /// </summary>
    /// <param name="outputs">The outputs of the online network, which may be overwritten.</param>
    /// <param name="fractions">The fractions whose quantiles they are; empty if they are no quantiles.</param>
    /// <param name="target">The target: the number y, or the result of <see cref="ComputeTarget"/>.</param>
    /// <param name="weight">The weight of the transition in the loss.</param>
    /// <param name="loss">The loss function.</param>
    /// <param name="gradient">Receives the gradient of the loss without the weight: one value per output.</param>
    internal abstract TransitionLoss Evaluate(
        Span<float> outputs,
        ReadOnlySpan<float> fractions,
        ReadOnlySpan<float> target,
        float weight,
        in LossSettings loss,
        Span<float> gradient);

    /// <summary>Returns the curvature of the loss in the mean at its minimum.</summary>
    internal virtual float CurvatureOf(in LossSettings loss) => 1;

    /// <summary>Returns the distribution of the returns divided by a unit, if the returns are not learned.</summary>
    internal virtual ValueDistribution InUnits(double unit) => this;

    /// <summary>Returns whether weights for the one distribution fit the other, up to rounding.</summary>
    internal virtual bool IsLike(ValueDistribution other) => Equals(other);

    /// <summary>
    /// Describes what the file of an exported policy lacks to continue training from it; null for nothing.
    /// </summary>
    /// <param name="isInFile">Whether the file has the distribution as an output.</param>
    public virtual string? LostByExport(bool isInFile) => null;
}
