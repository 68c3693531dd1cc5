namespace DeepQ.Orleans.Cluster;

/// <summary>The status of a distributed training on a cluster.</summary>
/// <param name="LearnerSilo">The name of the learner's silo.</param>
/// <param name="StepsBySilo">
/// The environment steps of the actors on each silo, by the name of the silo, since the learner started on its silo. A lost silo keeps its
/// number.
/// </param>
/// <param name="Warnings">The warnings since the learner started on its silo, the first 100 of them.</param>
/// <param name="SiloByActor">The name of the silo of each actor; empty for an actor that does not answer.</param>
/// <param name="SiloByShard">The name of the silo of each replay shard; empty for a shard that has not started.</param>
public sealed record ClusterTrainingStatus(
    string LearnerSilo,
    IReadOnlyDictionary<string, long> StepsBySilo,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> SiloByActor,
    IReadOnlyList<string> SiloByShard);
