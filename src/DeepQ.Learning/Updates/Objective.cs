using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Updates;

/// <summary>What the outputs of a Q-network stand for, and what they cost beside their targets.</summary>
/// <remarks>
/// Losses and their gradients are computed here and handed on as dL/d(outputs): a batch of outputs is too small to pay
/// for a dispatch an operation.
/// </remarks>
internal abstract class Objective(INetworkPair networks, LearnerSettings settings)
{
    /// <summary>The network that learns.</summary>
    protected IQFunction Learning => networks.Learning;

    /// <summary>The late copy of it that targets come from.</summary>
    protected IQFunction Target => networks.Target;

    /// <summary>The number of actions.</summary>
    protected int ActionCount { get; } = networks.Learning.ActionCount;

    protected LearnerSettings Settings { get; } = settings;

    /// <summary>The objective for what a network gives.</summary>
    public static Objective For(INetworkPair networks, LearnerSettings settings, Random random)
    {
        ValueDistribution distribution = networks.Network.Distribution;
        int outputs = distribution.ValuesPerAction;
        return distribution is EnsembleDistribution ensemble ? new EnsembleObjective(networks, settings, ensemble, random)
            : distribution.LearnsFromMeans ? new ValueObjective(networks, settings)
            : distribution is ImplicitQuantileDistribution drawn
                ? new ImplicitQuantileObjective((TorchNetworkPair)networks, settings, drawn, random)
            : new DistributionalObjective(networks, settings, outputs, outputs);
    }

    /// <summary>How far each transition of the latest batch was from its target.</summary>
    public virtual float[] AbsoluteErrors { get; } = new float[settings.BatchSize];

    /// <summary>The number of outputs for a batch.</summary>
    public abstract int OutputCount { get; }

    /// <summary>Computes the targets of a batch.</summary>
    public abstract void ComputeTargets(TransitionBatch batch);

    /// <summary>Takes notice that the target network has moved.</summary>
    public virtual void OnTargetUpdated()
    {
    }

    /// <summary>Writes what the next updates depend on.</summary>
    public virtual void Save(BinaryWriter writer)
    {
    }

    /// <summary>Takes over what an objective with the same settings wrote.</summary>
    public virtual void Load(BinaryReader reader)
    {
    }

    /// <summary>Runs the network that learns, ready for the way back.</summary>
    public virtual void Forward(TransitionBatch batch, Span<float> outputs) => networks.Forward(batch.StateRows, outputs);

    /// <summary>
    /// Turns outputs into the gradient of the mean loss in place, and fills <see cref="AbsoluteErrors"/>.
    /// </summary>
    /// <returns>The mean loss and the mean of Q(s, a).</returns>
    public abstract (double Loss, double MeanQ) ComputeGradient(TransitionBatch batch, Span<float> outputs);

    /// <summary>What targets of a batch are computed from.</summary>
    protected static TargetBatch TargetBatchOf(
        TransitionBatch batch, ReadOnlySpan<float> qValues, ReadOnlySpan<float> nextQ, ReadOnlySpan<float> nextOnlineQ)
    {
        return new TargetBatch
        {
            Actions = batch.Actions,
            Rewards = batch.Rewards,
            Discounts = batch.Discounts,
            QValues = qValues,
            NextQ = nextQ,
            NextOnlineQ = nextOnlineQ,
            Legal = batch.ActionMasks,
            NextLegal = batch.NextActionMasks,
        };
    }
}
