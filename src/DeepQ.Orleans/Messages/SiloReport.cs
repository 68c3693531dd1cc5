namespace DeepQ.Orleans.Messages;

/// <summary>What a silo says of itself before a sweep begins.</summary>
/// <param name="Silo">Its name.</param>
/// <param name="Address">Its address.</param>
/// <param name="Places">The number of trainings that it makes at a time.</param>
/// <param name="Sweeps">The names of the sweeps that it knows.</param>
/// <param name="Description">What the trainings of the sweep that was asked for depend on there; null where it knows no such sweep.</param>
/// <param name="Folder">The folder of its checkpoints.</param>
/// <param name="FolderId">The same for all silos that see the same folder.</param>
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
    /// <summary>Why the folder cannot be written; null where it can.</summary>
    [Id(7)]
    public string? FolderProblem { get; init; }

    /// <summary>Why what was asked for cannot be made there, such as a file that an environment reads and is missing; null where it can.</summary>
    [Id(8)]
    public string? Problem { get; init; }
}
