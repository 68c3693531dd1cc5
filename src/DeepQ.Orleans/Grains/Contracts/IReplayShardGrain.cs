using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Grains.Contracts;

/// <summary>A replay shard of a session. Its key is that of the session and its number.</summary>
[Alias("DeepQ.IReplayShardGrain")]
internal interface IReplayShardGrain : IGrainWithStringKey
{
    /// <summary>Stores a block of an actor. A block that is sent again is not stored again, and after the end none is.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Append")]
    Task<ShardReceipt> AppendAsync(TrainingSession session, int shard, [Immutable] byte[] block);

    /// <summary>Returns the number of blocks that an actor may send.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Ask")]
    Task<ShardReceipt> AskAsync(TrainingSession session, int shard, int actor, Guid attempt);

    /// <summary>Answers a request of the learner.</summary>
    /// <exception cref="InvalidOperationException">The session has ended.</exception>
    [ResponseTimeout("00:00:10")]
    [Alias("Exchange")]
    Task<byte[]> ExchangeAsync(TrainingSession session, int shard, [Immutable] byte[] request);

    /// <summary>Frees the transitions. From then on the shard refuses everything.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("End")]
    Task EndAsync();
}
