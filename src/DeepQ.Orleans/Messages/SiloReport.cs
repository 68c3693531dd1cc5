namespace DeepQ.Orleans.Messages;

/// <summary>The report of a silo before a sweep or a training starts.</summary>
/// <param name="Silo">Its name.</param>
/// <param name="Address">Its address.</param>
/// <param name="Places">The number of concurrent trainings of sweeps.</param>
/// <param name="Sweeps">The names of the sweeps or trainings that it knows.</param>
/// <param name="Description">All that the requested sweep or training depends on; null if the silo does not know it.</param>
/// <param name="Folder">The folder of its checkpoints.</param>
/// <param name="FolderId">The mark of the folder, which is equal for all silos that see the same folder; null if it cannot be read.</param>
[GenerateSerializer]
[Immutable]
[Alias("DeepQ.SiloReport")]
internal sealed record SiloReport(
    [property: Id(0)] string Silo,
    [property: Id(1)] string Address,
    [property: Id(2)] int Places,
    [property: Id(3)] string[] Sweeps,
    [property: Id(4)] Dictionary<string, string>? Description,
    [property: Id(5)] string Folder,
    [property: Id(6)] string? FolderId)
{
    /// <summary>The reason why the folder cannot be written; null if it can.</summary>
    [Id(7)]
    public string? FolderProblem { get; init; }

    /// <summary>The reason why the sweep or training is not possible there, such as a missing file of an environment; null for none.</summary>
    [Id(8)]
    public string? Problem { get; init; }
}
