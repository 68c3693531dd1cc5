namespace DeepQ.Orleans.Cluster;

/// <summary>The settings of a sweep that concern only the cluster.</summary>
public sealed class ClusterSweepOptions
{
    /// <summary>Receives the progress of a training at each answer of its silo; null for no one.</summary>
    /// <value>The default value is null.</value>
    public IProgress<SweepTrainingProgress>? Progress { get; set; }

    /// <summary>The longest time between two status requests for a training; it is positive.</summary>
    /// <value>The default value is half a second.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// The longest time that a training may get no answer from any silo, only the answer that a lost silo still holds its checkpoint, or only
    /// answers of silos that do not train for sweeps, before the sweep ends with an error. A cluster takes some time to notice that a silo is
    /// lost.
    /// </summary>
    /// <remarks>A training that waits for a free place waits as long as it takes.</remarks>
    /// <value>The default value is 5 minutes.</value>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock of pauses and of <see cref="Patience"/>.</summary>
    /// <value>The default value is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public void Validate()
    {
        if (PollInterval <= TimeSpan.Zero)
            throw new ArgumentException($"PollInterval must be positive; it is {PollInterval}.");
        if (Patience <= TimeSpan.Zero)
            throw new ArgumentException($"Patience must be positive; it is {Patience}.");
        if (TimeProvider is null)
            throw new ArgumentException("TimeProvider must not be null.");
    }
}
