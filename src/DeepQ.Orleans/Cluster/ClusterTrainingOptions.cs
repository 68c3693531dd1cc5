using DeepQ.Learning;
using DeepQ.Learning.Distributed;

namespace DeepQ.Orleans.Cluster;

/// <summary>The settings of a distributed training that concern only the cluster.</summary>
public sealed class ClusterTrainingOptions
{
    /// <summary>The numbers of actors and shards, and their settings.</summary>
    /// <value>The default value has the defaults of <see cref="DistributedOptions"/>.</value>
    public DistributedOptions Distribution { get; set; } = new();

    /// <summary>The seed of the initial weights. It does not determine the result, which depends on what arrives first.</summary>
    /// <value>The default value is 0.</value>
    public ulong Seed { get; set; }

    /// <summary>Whether the network is evaluated during training, so that the best one is kept.</summary>
    /// <value>The default value is true.</value>
    public bool Evaluates { get; set; } = true;

    /// <summary>Receives the progress at each answer of the learner's silo; null for no one.</summary>
    /// <value>The default value is null.</value>
    public IProgress<TrainingProgress>? Progress { get; set; }

    /// <summary>
    /// Receives the silos of the learner, the actors and the shards, the warnings of the learner, such as a lost shard, and the steps of each
    /// silo; null for no one.
    /// </summary>
    /// <value>The default value is null.</value>
    public IProgress<ClusterTrainingStatus>? Status { get; set; }

    /// <summary>The time between two status requests; it is positive.</summary>
    /// <value>The default value is half a second.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// The longest time that there may be no answer from any silo, only the answer that a lost silo still holds the checkpoint, or only
    /// answers of silos that do not have the training, before the call ends with an error. Whatever was learned stays in the checkpoint.
    /// </summary>
    /// <value>The default value is 5 minutes.</value>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock of pauses and of <see cref="Patience"/>.</summary>
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
