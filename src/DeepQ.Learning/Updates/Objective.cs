using static TorchSharp.torch;

namespace DeepQ.Learning;

/// <summary>What the outputs of a Q-network stand for, and what they cost beside their targets.</summary>
/// <remarks>
/// Losses and their gradients are computed here and handed to autograd as dL/d(outputs): a batch of outputs is too small to
/// pay for a dispatch an operation.
/// </remarks>
internal abstract class Objective(QNetwork network, QNetwork target, DqnOptions options)
{
    /// <summary>The network that learns.</summary>
    protected QNetwork Network { get; } = network;

    /// <summary>The late copy of it that targets come from.</summary>
    protected QNetwork Target { get; } = target;

    protected DqnOptions Options { get; } = options;

    /// <summary>How far each transition of the latest batch was from its target.</summary>
    public float[] AbsoluteErrors { get; } = new float[options.BatchSize];

    /// <summary>The number of outputs for a batch.</summary>
    public abstract int OutputCount { get; }

    /// <summary>Computes the targets of a batch.</summary>
    public abstract void ComputeTargets(TransitionBatch batch);

    /// <summary>Runs the network that learns, with gradients.</summary>
    public virtual Tensor Forward(TransitionBatch batch) => Network.forward(Network.Upload(batch.States));

    /// <summary>Turns outputs into the gradient of the mean loss in place, and fills <see cref="AbsoluteErrors"/>.</summary>
    /// <returns>The mean loss and the mean of Q(s, a).</returns>
    public abstract (double Loss, double MeanQ) ReplaceByGradient(TransitionBatch batch, Span<float> outputs);
}
