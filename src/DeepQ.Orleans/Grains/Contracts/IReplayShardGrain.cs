using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Grains.Contracts;

/// <summary>A replay shard of a session. Its key is that of the session and its number.</summary>
[Alias("DeepQ.IReplayShardGrain")]
internal interface IReplayShardGrain : IGrainWithStringKey
{
    /// <summary>Stores a block of an actor, once however often it comes; not after the end.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Append")]
    Task<ShardReceipt> AppendAsync(TrainingSession session, int shard, [Immutable] byte[] block);

    /// <summary>Says how many blocks an actor may send.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("Ask")]
    Task<ShardReceipt> AskAsync(TrainingSession session, int shard, int actor, Guid attempt);

    /// <summary>Answers the learner.</summary>
    /// <exception cref="InvalidOperationException">The session has ended.</exception>
    [ResponseTimeout("00:00:10")]
    [Alias("Exchange")]
    Task<byte[]> ExchangeAsync(TrainingSession session, int shard, [Immutable] byte[] request);

    /// <summary>Drops all that it holds, and takes nothing any longer.</summary>
    [ResponseTimeout("00:00:10")]
    [Alias("End")]
    Task EndAsync();
}
