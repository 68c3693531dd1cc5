using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Renewal;

/// <summary>What is done to a network between two updates so that it can go on learning: its dormant units are counted or recycled.</summary>
/// <remarks>All of it follows from the number of updates, so that a checkpoint needs no more than that.</remarks>
/// <param name="dormant">How dormant units are looked for; null for not at all.</param>
internal sealed class NetworkRenewal(DormantUnitOptions? dormant)
{
    /// <summary>Does what is due after an update.</summary>
    /// <param name="learner">The learner.</param>
    /// <param name="batch">What was just learned from.</param>
    /// <param name="updates">The number of updates made.</param>
    /// <returns>The share of dormant units; null where they were not looked for.</returns>
    public double? Run(DqnLearner learner, TransitionBatch batch, long updates) =>
        dormant is not null && updates % dormant.Interval == 0 ? LookForDormant(dormant, learner, batch) : null;

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
