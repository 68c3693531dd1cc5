using DeepQ.Orleans.Cluster;

namespace ClusterSample.Training;

/// <summary>Tells which silo does what.</summary>
internal static class Roles
{
    /// <summary>A silo with a role; null if no silo has it, or it is not known yet where everything is.</summary>
    public static string? SiloWith(this ClusterTrainingStatus status, Role role) =>
        !status.IsPlaced() ? null
            : role == Role.Learner ? status.LearnerSilo
            : role == Role.Shard ? status.SiloByShard.FirstOrDefault(silo => silo != status.LearnerSilo)
            : status.SiloByActor.FirstOrDefault(silo => silo != status.LearnerSilo && !status.SiloByShard.Contains(silo));

    /// <summary>Whether all actors and shards are on silos.</summary>
    public static bool IsPlaced(this ClusterTrainingStatus status) =>
        status.SiloByActor.Count > 0 && !status.SiloByActor.Contains("") && !status.SiloByShard.Contains("");

    /// <summary>What a silo does, as text.</summary>
    public static string Describe(this ClusterTrainingStatus status, string silo)
    {
        string[] parts =
        [
            .. status.LearnerSilo == silo ? ["the learner"] : Array.Empty<string>(),
            .. Numbers(status.SiloByShard, silo).Select(shard => $"replay shard {shard}"),
            .. Numbers(status.SiloByActor, silo) is { Length: > 0 } actors ? [$"the actors {string.Join(", ", actors)}"] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "nothing" : string.Join("; ", parts);
    }

    private static int[] Numbers(IReadOnlyList<string> silos, string silo) =>
        [.. silos.Index().Where(one => one.Item == silo).Select(one => one.Index)];
}
