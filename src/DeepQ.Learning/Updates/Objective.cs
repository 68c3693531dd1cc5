using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Updates;

/// <summary>Computes targets, loss and output gradient for one kind of Q-network output.</summary>
/// <remarks>
/// Losses and their gradients are computed here and passed on as dL/d(outputs): a batch of outputs is too small to be
/// worth one dispatch per operation.
/// </remarks>
internal abstract class Objective(INetworkPair networks, LearnerSettings settings)
{
    /// <summary>The online network.</summary>
    protected IQFunction Learning => networks.Learning;

    /// <summary>The target network.</summary>
    protected IQFunction Target => networks.Target;

    /// <summary>The number of actions.</summary>
    protected int ActionCount { get; } = networks.Learning.ActionCount;

    protected LearnerSettings Settings { get; } = settings;

    /// <summary>Creates the objective for the outputs of a network.</summary>
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

    /// <summary>The distance of each transition of the latest batch from its target.</summary>
    public virtual float[] AbsoluteErrors { get; } = new float[settings.BatchSize];

    /// <summary>The number of outputs for a batch.</summary>
    public abstract int OutputCount { get; }

    /// <summary>Computes the targets of a batch.</summary>
    public abstract void ComputeTargets(TransitionBatch batch);

    /// <summary>Called when the target network has moved.</summary>
    public virtual void OnTargetUpdated()
    {
    }

    /// <summary>Writes the state that the next updates depend on.</summary>
    public virtual void Save(BinaryWriter writer)
    {
    }

    /// <summary>Restores what an objective with the same settings wrote.</summary>
    public virtual void Load(BinaryReader reader)
    {
    }

    /// <summary>Runs the online network and keeps what the backward pass needs.</summary>
    public virtual void Forward(TransitionBatch batch, Span<float> outputs) => networks.Forward(batch.StateRows, outputs);

    /// <summary>
    /// Replaces outputs by the gradient of the mean loss in place, and fills <see cref="AbsoluteErrors"/>.
    /// </summary>
    /// <returns>The mean loss and the mean of Q(s, a).</returns>
    public abstract (double Loss, double MeanQ) ComputeGradient(TransitionBatch batch, Span<float> outputs);

    /// <summary>Collects the inputs for the targets of a batch.</summary>
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
