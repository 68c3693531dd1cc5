namespace DeepQ.Orleans.Silos;

/// <summary>The settings of a silo that trains for sweeps.</summary>
public sealed class SweepSiloOptions
{
    /// <summary>
    /// The folder of the checkpoints, which all silos must be able to read and write. It is created if it does not exist. A training whose
    /// silo is lost continues on another one from there.
    /// </summary>
    /// <value>The default value is <c>sweep-checkpoints</c>, relative to the working directory.</value>
    public string Folder { get; set; } = "sweep-checkpoints";

    /// <summary>The number of concurrent trainings, at least 1. Each has its own thread.</summary>
    /// <value>The default value is the number of cores.</value>
    public int Places { get; set; } = Environment.ProcessorCount;

    /// <summary>The number of environment steps between two checkpoints of a training, at least 1.</summary>
    /// <value>The default value is 10,000.</value>
    public int CheckpointInterval { get; set; } = 10_000;

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Folder))
            throw new ArgumentException("Folder must name a folder that all silos see.");
        if (Places <= 0)
            throw new ArgumentException($"Places must be positive; it is {Places}.");
        if (CheckpointInterval <= 0)
            throw new ArgumentException($"CheckpointInterval must be positive; it is {CheckpointInterval}.");
    }
}
