namespace ClusterSample.Model;

/// <summary>Predicts how fast a training on a cluster is: as fast as the slowest of its parts.</summary>
internal static class ClusterModel
{
    // The learner asks a shard for up to this many at a time.
    private const int BatchesPerMessage = 8;

    /// <summary>Predicts the speed.</summary>
    public static ClusterSpeed Predict(ClusterPlan plan)
    {
        (double steps, SpeedLimit limit) = new[]
        {
            (ByActors(plan), SpeedLimit.Actors),
            (ByCores(plan), SpeedLimit.Cores),
            (plan.StepsPerUpdate / plan.UpdateWork, SpeedLimit.Learner),
            (ByShards(plan), SpeedLimit.Shards),
            (ByLinks(plan), SpeedLimit.Links),
        }.MinBy(part => part.Item1);
        return new ClusterSpeed(steps, steps / plan.StepsPerUpdate, limit);
    }

    // An actor waits for the answer to each block.
    private static double ByActors(ClusterPlan plan) =>
        plan.Actors / (plan.StepWait + plan.StepWork + (plan.RoundTrip / plan.BlockSize));

    private static double ByCores(ClusterPlan plan) =>
        plan.Cores / (plan.StepWork + ((plan.UpdateWork + plan.DrawWork) / plan.StepsPerUpdate));

    // One message at a time is under way to each.
    private static double ByShards(ClusterPlan plan)
    {
        double message = plan.RoundTrip + (BatchesPerMessage * (plan.DrawWork + (plan.BatchBytes / plan.Bandwidth)));
        return plan.Shards * BatchesPerMessage / message * plan.StepsPerUpdate;
    }

    // All batches come in at the learner; a shard receives its part of the blocks and sends its part of the batches.
    private static double ByLinks(ClusterPlan plan)
    {
        double batch = plan.BatchBytes / plan.StepsPerUpdate;
        return Math.Min(plan.Bandwidth / batch, plan.Shards * plan.Bandwidth / (plan.StepBytes + batch));
    }
}
