namespace DeepQ.Orleans.Silos;

/// <summary>The settings of the trainings of a silo.</summary>
public sealed class SweepSiloOptions
{
    /// <summary>
    /// The folder of the checkpoints, which all silos see; made where it is missing. A training whose silo is lost goes on elsewhere
    /// from there.
    /// </summary>
    /// <value>The default value is <c>sweep-checkpoints</c>, in the folder that the program works in.</value>
    public string Folder { get; set; } = "sweep-checkpoints";

    /// <summary>The number of trainings that the silo makes at a time, on a thread each.</summary>
    /// <value>The default value is the number of cores.</value>
    public int Places { get; set; } = Environment.ProcessorCount;

    /// <summary>The environment steps from one checkpoint of a training to the next.</summary>
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
