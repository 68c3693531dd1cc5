namespace DeepQ.Orleans.Silos;

/// <summary>The settings of a silo that takes part in distributed trainings.</summary>
public sealed class TrainingSiloOptions
{
    /// <summary>
    /// The folder of the checkpoints, which all silos see; made where it is missing. A learner whose silo is lost goes on elsewhere from
    /// there.
    /// </summary>
    /// <value>The default value is <c>training-checkpoints</c>, in the folder that the program works in.</value>
    public string Folder { get; set; } = "training-checkpoints";

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Folder))
            throw new ArgumentException("Folder must name a folder that all silos see.");
    }
}
