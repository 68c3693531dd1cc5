namespace ClusterSample.Training;

/// <summary>What a silo does in a training.</summary>
internal enum Role
{
    /// <summary>It learns, whatever else it does.</summary>
    Learner,

    /// <summary>It has a replay shard, and does not learn.</summary>
    Shard,

    /// <summary>It has actors only.</summary>
    Actor,
}
