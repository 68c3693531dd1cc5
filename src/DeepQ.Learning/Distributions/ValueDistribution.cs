using DeepQ.Learning.Losses;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Distributions;

/// <summary>How a network describes the distribution of the return Z(s, a), whose mean is Q(s, a).</summary>
/// <remarks>
/// Bellemare, Dabney, Rowland: Distributional Reinforcement Learning (2023). Whatever the description, actions are
/// chosen by its mean, and an exported policy gives that mean as its Q-values.
/// </remarks>
public abstract record ValueDistribution
{
    private protected ValueDistribution()
    {
    }

    /// <summary>Only the mean Q(s, a), one output an action: Q-learning as such.</summary>
    public static ValueDistribution Point { get; } = new PointDistribution();

    /// <summary>The name of the algorithm that learns it, such as <c>C51</c>.</summary>
    internal abstract string Algorithm { get; }

    /// <summary>The number of outputs that an action has, N.</summary>
    internal abstract int ValuesPerAction { get; }

    /// <summary>Whether its target is the number y = r + d Q(s', a'), and not a distribution of r + d Z(s', a').</summary>
    internal virtual bool LearnsFromMeans => false;

    /// <summary>Whether the network takes the fractions of its quantiles as an input.</summary>
    internal virtual bool TakesFractions => false;

    /// <summary>This, where it is one of probabilities of fixed returns; null where returns are learned.</summary>
    internal virtual HistogramDistribution? Histogram => null;

    /// <summary>What the network keeps beside its weights: the returns of a histogram.</summary>
    internal virtual float[] Support => [0];

    /// <summary>The fractions that outputs are quantiles of; empty where they are none.</summary>
    internal virtual float[] Fractions => [];

    /// <summary>The number of values that the target of a transition has.</summary>
    internal virtual int TargetLength => ValuesPerAction;

    /// <summary>What is wrong with the settings; null when nothing is.</summary>
    internal abstract string? Problem { get; }

    /// <summary>Computes the mean of the return that the outputs of an action describe.</summary>
    /// <param name="outputs">The outputs: N values, which may be overwritten for <see cref="AddMeanGradient"/>.</param>
    internal abstract double MeanOf(Span<float> outputs);

    /// <summary>Adds g · dQ/d(outputs).</summary>
    /// <param name="outputs">The outputs of an action, as <see cref="MeanOf"/> left them.</param>
    /// <param name="mean">The mean Q that it gave.</param>
    /// <param name="gradientOfMean">The factor g = dL/dQ.</param>
    /// <param name="gradient">What is added to: N values.</param>
    internal abstract void AddMeanGradient(
        ReadOnlySpan<float> outputs, float mean, float gradientOfMean, Span<float> gradient);

    /// <summary>Computes the means of a batch as <see cref="MeanOf"/> does.</summary>
    /// <param name="outputs">The outputs, of shape (B, A, N).</param>
    /// <param name="support">What <see cref="Support"/> gave.</param>
    /// <returns>The means, of shape (B, A).</returns>
    internal abstract Tensor MeansOf(Tensor outputs, Tensor support);

    /// <summary>What an exported policy computes to get from the layers of the network to the means.</summary>
    internal abstract IReadOnlyList<PolicyLayer> ToMeans(IReadOnlyList<PolicyLayer> layers);

    /// <summary>What it computes to have the distribution as an output beside them.</summary>
    internal virtual IReadOnlyList<PolicyLayer> ToDistribution(IReadOnlyList<PolicyLayer> layers) => ToMeans(layers);

    /// <summary>Computes the target of a transition, the distribution of r + d Z(s', a').</summary>
    /// <param name="next">The outputs of the target network for a': N values, which may be overwritten.</param>
    /// <param name="reward">The reward r.</param>
    /// <param name="discount">The discount d; at 0 the outputs do not matter, even where they are not numbers.</param>
    /// <param name="target">Receives <see cref="TargetLength"/> values.</param>
    internal abstract void ComputeTarget(Span<float> next, float reward, float discount, Span<float> target);

    /// <summary>Computes the target of a transition, that of r + d Σ π(a') (Z(s', a') + b(a')).</summary>
    /// <param name="next">The outputs of the target network for each action: A × N values, which may be overwritten.</param>
    /// <param name="probabilities">The probabilities π(a'); actions of probability 0 do not matter.</param>
    /// <param name="bonuses">The bonuses b(a').</param>
    /// <param name="reward">The reward r.</param>
    /// <param name="discount">The discount d; at 0 the outputs do not matter, even where they are not numbers.</param>
    /// <param name="target">Receives <see cref="TargetLength"/> values.</param>
    internal virtual void MixTarget(
        Span<float> next,
        ReadOnlySpan<float> probabilities,
        ReadOnlySpan<float> bonuses,
        float reward,
        float discount,
        Span<float> target) => throw new NotSupportedException($"{GetType().Name} learns from means.");

    /// <summary>Computes what the outputs of the action taken cost beside their target, and the gradient.</summary>
    /// <param name="outputs">The outputs of the network that learns, which may be overwritten.</param>
    /// <param name="fractions">The fractions that they are quantiles of; empty where they are none.</param>
    /// <param name="target">The target: the number y, or what <see cref="ComputeTarget"/> gave.</param>
    /// <param name="weight">The weight of the transition in the loss.</param>
    /// <param name="loss">What errors cost.</param>
    /// <param name="gradient">Receives the gradient of the loss without the weight: a value an output.</param>
    internal abstract TransitionLoss Evaluate(
        Span<float> outputs,
        ReadOnlySpan<float> fractions,
        ReadOnlySpan<float> target,
        float weight,
        in LossSettings loss,
        Span<float> gradient);

    /// <summary>The curvature of the loss in the mean, where it is least.</summary>
    internal virtual float CurvatureOf(in LossSettings loss) => 1;

    /// <summary>The same distribution of returns that are divided by a unit, where the returns are not learned.</summary>
    internal virtual ValueDistribution InUnits(double unit) => this;

    /// <summary>Whether weights that describe the one describe the other, but for rounding.</summary>
    internal virtual bool IsLike(ValueDistribution other) => Equals(other);

    /// <summary>What the file of an exported policy has lost, so that training cannot go on from it; null for nothing.</summary>
    /// <param name="isInFile">Whether the file has the distribution as an output.</param>
    public virtual string? LostByExport(bool isInFile) => null;
}
