using static TorchSharp.torch;

namespace DeepQ.Learning;

/// <summary>What the outputs of a Q-network stand for, and what they cost beside their targets.</summary>
/// <remarks>
/// Losses and their gradients are computed here and handed to autograd as dL/d(outputs): a batch of outputs is too
/// small to pay for a dispatch an operation.
/// </remarks>
internal abstract class Objective(QNetwork network, QNetwork target, DqnOptions options)
{
    /// <summary>The network that learns.</summary>
    protected QNetwork Network { get; } = network;

    /// <summary>The late copy of it that targets come from.</summary>
    protected QNetwork Target { get; } = target;

    protected DqnOptions Options { get; } = options;

    /// <summary>The objective for what a network gives.</summary>
    public static Objective For(QNetwork network, QNetwork target, DqnOptions options, Random random) =>
        network.Distribution switch
        {
            null => new ExpectedValueObjective(network, target, options),
            CategoricalDistribution categorical => new CategoricalObjective(network, target, options, categorical),
            QuantileDistribution { Count: var count } => new QuantileObjective(network, target, options, count, count),
            ImplicitQuantileDistribution implicitly => new ImplicitQuantileObjective(
                (ImplicitQuantileQNetwork)network, (ImplicitQuantileQNetwork)target, options, implicitly, random),
            _ => throw new ArgumentException($"There is no objective for {network.Distribution}."),
        };

    /// <summary>How far each transition of the latest batch was from its target.</summary>
    public float[] AbsoluteErrors { get; } = new float[options.BatchSize];

    /// <summary>The number of outputs for a batch.</summary>
    public abstract int OutputCount { get; }

    /// <summary>Computes the targets of a batch.</summary>
    public abstract void ComputeTargets(TransitionBatch batch);

    /// <summary>Runs the network that learns, with gradients.</summary>
    public virtual Tensor Forward(TransitionBatch batch) => Network.Outputs(Network.Upload(batch.States));

    /// <summary>
    /// Turns outputs into the gradient of the mean loss in place, and fills <see cref="AbsoluteErrors"/>.
    /// </summary>
    /// <returns>The mean loss and the mean of Q(s, a).</returns>
    public abstract (double Loss, double MeanQ) ReplaceByGradient(TransitionBatch batch, Span<float> outputs);
}
