namespace ClusterSample.Model;

/// <summary>What a training on a cluster waits for.</summary>
internal enum SpeedLimit
{
    /// <summary>More actors would collect more.</summary>
    Actors,

    /// <summary>All cores are at work.</summary>
    Cores,

    /// <summary>The learner makes updates without a pause.</summary>
    Learner,

    /// <summary>Each shard draws batches without a pause, or the learner waits for their messages.</summary>
    Shards,

    /// <summary>The link of the learner or those of the shards are full.</summary>
    Links,
}
