using DeepQ.Learning.Distributed;
using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;
using DeepQ.Orleans.Silos;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;

namespace DeepQ.Orleans.Grains;

/// <summary>Holds a part of the replay in the memory of its silo. Where that is lost, the next one begins empty.</summary>
[RandomPlacement]
[Immovable]
[CollectionAgeLimit(Minutes = 10)]
internal sealed class ReplayShardGrain : Grain, IReplayShardGrain
{
    private ReplayShard? _shard;

    public async Task<ShardReceipt> AppendAsync(TrainingSession session, int shard, byte[] block) =>
        ShardReceipt.Of((await ShardAsync(session, shard)).Append(block));

    public async Task<ShardReceipt> AskAsync(TrainingSession session, int shard, int actor, Guid attempt) =>
        ShardReceipt.Of((await ShardAsync(session, shard)).Ask(actor, attempt));

    public async Task<byte[]> ExchangeAsync(TrainingSession session, int shard, byte[] request) =>
        (await ShardAsync(session, shard)).Exchange(request);

    public Task EndAsync()
    {
        _shard = null;
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task<ReplayShard> ShardAsync(TrainingSession session, int shard)
    {
        if (_shard is not null)
            return _shard;
        if (ServiceProvider.GetService<SiloDefinitions>() is not { } definitions)
        {
            // A grain that only ends is made again where it was. Whoever asks names a silo that trains.
            MigrateOnIdle();
            throw new SiloUnavailableException("The silo does not train.");
        }

        return _shard = await definitions.CreateShardAsync(session.Run, shard);
    }
}
