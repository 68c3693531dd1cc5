namespace ClusterSample.Model;

/// <summary>A cluster and a training on it, in numbers. Times are in seconds, and a core's where they are work.</summary>
internal sealed record ClusterPlan
{
    /// <summary>The number of actors.</summary>
    public required int Actors { get; init; }

    /// <summary>The time that a step waits in the environment, and takes no core.</summary>
    public required double StepWait { get; init; }

    /// <summary>The work of a step: in the environment, in the network of the actor, and its part of a block.</summary>
    public required double StepWork { get; init; }

    /// <summary>The number of cores of all machines together.</summary>
    public required double Cores { get; init; }

    /// <summary>The work of an update.</summary>
    public required double UpdateWork { get; init; }

    /// <summary>The number of environment steps that an update is made for.</summary>
    public required double StepsPerUpdate { get; init; }

    /// <summary>The number of replay shards, each on a machine of its own.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>The work of a shard for a batch.</summary>
    public double DrawWork { get; init; }

    /// <summary>The number of steps in a block.</summary>
    public int BlockSize { get; init; } = 200;

    /// <summary>The time of a message and its answer.</summary>
    public double RoundTrip { get; init; }

    /// <summary>What the link of a machine carries, in bytes a second.</summary>
    public double Bandwidth { get; init; } = double.PositiveInfinity;

    /// <summary>A step in a block, in bytes.</summary>
    public double StepBytes { get; init; }

    /// <summary>A batch, in bytes.</summary>
    public double BatchBytes { get; init; }
}
