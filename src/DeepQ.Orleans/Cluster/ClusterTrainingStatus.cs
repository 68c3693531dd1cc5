namespace DeepQ.Orleans.Cluster;

/// <summary>Where a distributed training is.</summary>
/// <param name="LearnerSilo">The name of the silo that learns.</param>
/// <param name="StepsBySilo">
/// The environment steps that the actors of each silo took, by its name, since the learner began there. Those of a silo that was lost stay.
/// </param>
/// <param name="Warnings">What the learner warned of since it began there.</param>
/// <param name="SiloByActor">The name of the silo of each actor; empty for an actor that does not answer.</param>
/// <param name="SiloByShard">The name of the silo of each replay shard; empty for a shard that is on no silo yet.</param>
public sealed record ClusterTrainingStatus(
    string LearnerSilo,
    IReadOnlyDictionary<string, long> StepsBySilo,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> SiloByActor,
    IReadOnlyList<string> SiloByShard);
