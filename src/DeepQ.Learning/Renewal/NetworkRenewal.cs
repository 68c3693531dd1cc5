using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Renewal;

/// <summary>
/// Keeps a network able to learn: between two updates its dormant units are counted or recycled, and parts of it are
/// reset.
/// </summary>
/// <remarks>Everything follows from the number of updates, so a checkpoint needs no other state.</remarks>
/// <param name="dormant">How dormant units are detected; null for not at all.</param>
/// <param name="resets">The parts to reset; null for none.</param>
/// <param name="horizon">The horizon of returns, except for a while after a reset.</param>
internal sealed class NetworkRenewal(DormantUnitOptions? dormant, ResetOptions? resets, Horizon horizon)
{
    /// <summary>Returns the horizon of the returns of the next batch.</summary>
    /// <param name="updates">The number of updates made.</param>
    public Horizon HorizonAt(long updates) => resets?.HorizonAt(updates, horizon) ?? horizon;

    /// <summary>Does what is due after an update.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="batch">The latest batch.</param>
    /// <param name="updates">The number of updates made.</param>
    /// <returns>The share of dormant units; null if they were not counted.</returns>
    public double? Run(DqnLearner learner, TransitionBatch batch, long updates)
    {
        double? share = dormant is not null && updates % dormant.Interval == 0 ? LookForDormant(dormant, learner, batch) : null;
        if (resets?.IsDue(updates) == true)
            Reset(resets, learner);
        return share;
    }

    private static void Reset(ResetOptions options, DqnLearner learner)
    {
        QNetwork network = learner.Network;
        using QNetwork fresh = network.Fresh(learner.Random)!;
        fresh.MoveTo(network.Device);
        using QNetwork target = learner.CopyTarget();
        NetworkReset.Run(network, fresh, options);
        NetworkReset.Run(target, fresh, options);
        learner.BeginAnew(options.Optimizer ? null : []);
        learner.RestartAverage();
        learner.ReadTarget(target);
    }

    private static double? LookForDormant(DormantUnitOptions options, DqnLearner learner, TransitionBatch batch)
    {
        QNetwork network = learner.Network;
        IReadOnlyList<HiddenUnits> units = network.FindUnits(batch.StateRows);
        double? share = QNetwork.ShareOfDormant(units, options.Threshold);
        if (!options.Recycle || share is null or 0)
            return share;
        using QNetwork fresh = network.Fresh(learner.Random)!;
        learner.BeginAnew(UnitRecycling.Run(network, units, fresh, options.Threshold));
        return share;
    }
}
