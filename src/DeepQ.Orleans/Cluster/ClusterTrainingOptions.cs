using DeepQ.Learning;
using DeepQ.Learning.Distributed;

namespace DeepQ.Orleans.Cluster;

/// <summary>The settings of a distributed training that concern the cluster.</summary>
public sealed class ClusterTrainingOptions
{
    /// <summary>The number of actors and shards, and what there is to set of them.</summary>
    public DistributedOptions Distribution { get; set; } = new();

    /// <summary>Decides the weights to begin with. It does not decide the result, which depends on what arrives first.</summary>
    /// <value>The default value is 0.</value>
    public ulong Seed { get; set; }

    /// <summary>Whether the network is evaluated in an environment of its own, so that the best is kept.</summary>
    /// <value>The default value is true.</value>
    public bool Evaluates { get; set; } = true;

    /// <summary>Receives how far training is, whenever the silo of the learner was asked.</summary>
    /// <value>The default value is null.</value>
    public IProgress<TrainingProgress>? Progress { get; set; }

    /// <summary>Receives what the learner warns of, such as a shard that was lost, and which silo takes how many steps.</summary>
    /// <value>The default value is null.</value>
    public IProgress<ClusterTrainingStatus>? Status { get; set; }

    /// <summary>The time from one question after the training to the next.</summary>
    /// <value>The default value is half a second.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// The longest time that there may be no answer from any silo, or only the answer that a lost silo still holds the checkpoint, before
    /// the call ends with an error. Whatever was learned stays in the checkpoint.
    /// </summary>
    /// <value>The default value is 5 minutes.</value>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock.</summary>
    /// <value>The default value is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public void Validate()
    {
        if (Distribution is null)
            throw new ArgumentException("Distribution must not be null.");
        Distribution.Validate();
        if (PollInterval <= TimeSpan.Zero)
            throw new ArgumentException($"PollInterval must be positive; it is {PollInterval}.");
        if (Patience <= TimeSpan.Zero)
            throw new ArgumentException($"Patience must be positive; it is {Patience}.");
        if (TimeProvider is null)
            throw new ArgumentException("TimeProvider must not be null.");
    }
}
