using DeepQ.Learning.Distributed;
using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;
using DeepQ.Orleans.Silos;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;

namespace DeepQ.Orleans.Grains;

/// <summary>Holds a replay shard in the memory of its silo. If the silo is lost, the shard starts empty on another one.</summary>
/// <remarks>
/// The grain of an ended shard stays active for ten minutes without its transitions. A late caller so learns of the end, and no empty shard
/// is created. Actors that are not asked for end within a minute.
/// </remarks>
[RandomPlacement]
[Immovable]
[CollectionAgeLimit(Minutes = 10)]
internal sealed class ReplayShardGrain : Grain, IReplayShardGrain
{
    private ReplayShard? _shard;
    private bool _hasEnded;

    public async Task<ShardReceipt> AppendAsync(TrainingSession session, int shard, byte[] block) =>
        _hasEnded ? ShardReceipt.Ended : ShardReceipt.Of((await ShardAsync(session, shard)).Append(block));

    public async Task<ShardReceipt> AskAsync(TrainingSession session, int shard, int actor, Guid attempt) =>
        _hasEnded ? ShardReceipt.Ended : ShardReceipt.Of((await ShardAsync(session, shard)).Ask(actor, attempt));

    public async Task<byte[]> ExchangeAsync(TrainingSession session, int shard, byte[] request) => _hasEnded
        ? throw new InvalidOperationException($"The session of the training '{session.Run.Training}' was ended by another learner.")
        : (await ShardAsync(session, shard)).Exchange(request);

    public Task EndAsync()
    {
        (_shard, _hasEnded) = (null, true);
        return Task.CompletedTask;
    }

    private async Task<ReplayShard> ShardAsync(TrainingSession session, int shard)
    {
        if (_shard is not null)
            return _shard;
        if (ServiceProvider.GetService<SiloDefinitions>() is not { } definitions || !await definitions.KnowsAsync(session.Run))
        {
            // A deactivated grain would be placed on the same silo again; the caller's hint names a silo that trains.
            MigrateOnIdle();
            throw new SiloUnavailableException("The silo does not have the training.");
        }

        return _shard = await definitions.CreateShardAsync(session.Run, shard);
    }
}
