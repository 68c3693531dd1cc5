namespace DeepQ.Learning.Distributed;

/// <summary>The way from the learner of a distributed training to its shards and actors.</summary>
public interface IReplayShards
{
    /// <summary>
    /// Hands a request to <see cref="ReplayShard.Exchange"/> of a shard. It may arrive twice. Where a shard is lost, this goes on trying
    /// until there is another one.
    /// </summary>
    /// <param name="shard">The number of the shard, from 0.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>What the shard answered. What is thrown ends the training.</returns>
    Task<byte[]> ExchangeAsync(int shard, byte[] request, CancellationToken cancellationToken);

    /// <summary>Gives weights to actors that ask for them. It returns at once.</summary>
    /// <param name="version">The version, greater than the one before.</param>
    /// <param name="weights">What <see cref="DistributedActor.Load"/> takes.</param>
    void Publish(long version, byte[] weights);
}
