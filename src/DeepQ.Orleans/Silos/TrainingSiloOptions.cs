namespace DeepQ.Orleans.Silos;

/// <summary>The settings of a silo that takes part in distributed trainings.</summary>
public sealed class TrainingSiloOptions
{
    /// <summary>
    /// The folder of the checkpoints, which all silos must be able to read and write. It is created if it does not exist. A learner whose
    /// silo is lost continues on another one from there.
    /// </summary>
    /// <value>The default value is <c>training-checkpoints</c>, relative to the working directory.</value>
    public string Folder { get; set; } = "training-checkpoints";

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Folder))
            throw new ArgumentException("Folder must name a folder that all silos see.");
    }
}
