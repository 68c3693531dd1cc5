namespace DeepQ.Learning.Distributed;

/// <summary>Checks before the first step that a distributed training is possible with its settings.</summary>
internal static class DistributedCheck
{
    /// <exception cref="ArgumentException">Settings are out of range, or only possible on one machine; the message names them.</exception>
    public static void Require(DqnOptions options, DistributedOptions plan)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(plan);
        options.Validate();
        plan.Validate();
        RequireNull(options.Rollout, nameof(DqnOptions.Rollout), "rollouts are learned from where they are made");
        RequireNull(options.Demonstrations, nameof(DqnOptions.Demonstrations), "shards hold what actors send");
        RequireNull(options.InitialReplay, nameof(DqnOptions.InitialReplay), "shards begin empty");
        RequireNull(options.CreateSampler, nameof(DqnOptions.CreateSampler), "shards draw by priorities or evenly");
        // The first shard has the most actors.
        long streams = (long)plan.ActorsOf(0) * plan.EnvironmentsPerActor, room = options.ReplayCapacity / plan.Shards / streams;
        if (room < plan.StepsPerBlock)
        {
            throw new ArgumentException(
                $"ReplayCapacity is {options.ReplayCapacity}, which leaves {room} transitions for each of the {streams} environments of a " +
                $"shard; a block has {plan.StepsPerBlock} of each. Raise it, or lower BlockSize.");
        }
    }

    private static void RequireNull(object? setting, string name, string reason)
    {
        if (setting is not null)
            throw new ArgumentException($"{name} must be null in a distributed training: {reason}.");
    }
}
