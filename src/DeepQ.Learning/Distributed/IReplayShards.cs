namespace DeepQ.Learning.Distributed;

/// <summary>Connects the learner of a distributed training with its replay shards and its actors.</summary>
public interface IReplayShards
{
    /// <summary>
    /// Passes a request to <see cref="ReplayShard.Exchange"/> of a shard. A request may arrive twice. If the shard is lost, the
    /// implementation retries until there is another one.
    /// </summary>
    /// <remarks>An exception ends the training.</remarks>
    /// <param name="shard">The number of the shard, from 0.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The answer of the shard.</returns>
    Task<byte[]> ExchangeAsync(int shard, byte[] request, CancellationToken cancellationToken);

    /// <summary>Makes weights available to the actors. Returns without waiting for them.</summary>
    /// <param name="version">The version, greater than all before.</param>
    /// <param name="weights">The weights, as <see cref="DistributedActor.Load"/> takes them.</param>
    void Publish(long version, byte[] weights);
}
