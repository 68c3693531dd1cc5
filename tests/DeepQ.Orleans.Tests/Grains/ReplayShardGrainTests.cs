using DeepQ.Learning.Distributed;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;
using DeepQ.Orleans.Tests.Support;

namespace DeepQ.Orleans.Tests.Grains;

public sealed class ReplayShardGrainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // A late actor, or the learner of a silo that was given up, would otherwise have an empty shard made for nobody.
    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_shard_that_was_ended_is_not_made_again()
    {
        TrainingDefinition training = Ponds.Training();
        await using TrainingCluster cluster = await TrainingCluster.StartAsync(_folder.Path, training, silos: 1);
        TrainingSession session = new(
            TrainingRun.Of(training.Name, Fingerprint.Of(training.Describe()), Ponds.Plan, 0, evaluates: false), "session");
        IReplayShardGrain shard = cluster.Silos.Client.GetGrain<IReplayShardGrain>(session.KeyOf(0));
        Assert.Equal(new ShardReceipt(BlockOutcome.None, 0, 0), await shard.AskAsync(session, 0, 0, Guid.NewGuid()));

        await shard.EndAsync();
        Assert.Equal(ShardReceipt.Ended, await shard.AskAsync(session, 0, 0, Guid.NewGuid()));
        Assert.Equal(ShardReceipt.Ended, await shard.AppendAsync(session, 0, [1, 2, 3]));
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => shard.ExchangeAsync(session, 0, []));
        Assert.Equal("The session of the training 'pond' was ended by another learner.", error.Message);
    }
}
