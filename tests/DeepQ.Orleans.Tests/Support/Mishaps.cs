using System.Buffers.Binary;
using System.Collections.Concurrent;
using DeepQ.Learning.Distributed;
using DeepQ.Orleans.Grains;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Tests.Support;

/// <summary>Counts the blocks that shards store, and loses calls and answers. A call whose answer is lost comes again.</summary>
/// <param name="seed">Decides which are lost.</param>
/// <param name="rate">The part of calls that are lost, and that of answers.</param>
/// <param name="delay">How long a shard takes to answer the learner, by the number of the shard.</param>
internal sealed class Mishaps(int seed = 1, double rate = 0, Func<int, TimeSpan>? delay = null) : IIncomingGrainCallFilter
{
    // The version, the actor, its attempt and the number stand at the beginning of a block.
    private const int Header = 1 + sizeof(int) + 16 + sizeof(long);

    private readonly Random _random = new(seed);
    private readonly Lock _counting = new();
    private int _lost;
    private long _received;
    private long _step;

    /// <summary>How often each block was stored, by the life of the shard, the actor, its attempt and the number.</summary>
    public ConcurrentDictionary<(string Life, string Block), int> Stored { get; } = new();

    /// <summary>The silo of each grain that was called last.</summary>
    public ConcurrentDictionary<(Type Grain, int Number), SiloAddress> Places { get; } = new();

    public int Repeated { get; private set; }

    public int Lost => _lost;

    /// <summary>The most transitions that all shards together had received beyond the step that the learner had told them.</summary>
    public long MostAhead { get; private set; }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not (ReplayShardGrain or ActorGrain or WeightsGrain or LearnerGrain))
        {
            await context.Invoke();
            return;
        }

        NoticePlace(context);
        (bool call, bool answer) = Draw();
        if (call)
            throw new TimeoutException("The call is lost.");
        if (context.Grain is ReplayShardGrain && context.MethodName == nameof(ReplayShardGrain.ExchangeAsync))
        {
            if (delay is not null)
                await Task.Delay(delay((int)context.Request.GetArgument(1)!));
            NoticeStep((byte[])context.Request.GetArgument(2)!);
        }

        await context.Invoke();
        if (context.Grain is ReplayShardGrain shard && context.MethodName == nameof(ReplayShardGrain.AppendAsync))
            Count(shard, (byte[])context.Request.GetArgument(2)!, ((ShardReceipt)context.Result!).Outcome);
        if (answer)
            throw new TimeoutException("The answer is lost.");
    }

    private void NoticePlace(IIncomingGrainCallContext context)
    {
        int number = context.Grain is ReplayShardGrain or ActorGrain && context.Request.GetArgumentCount() > 1
            ? (int)context.Request.GetArgument(1)!
            : 0;
        if (context.Grain is not WeightsGrain)
            Places[(context.Grain.GetType(), number)] = ((Grain)context.Grain).GrainContext.Address.SiloAddress!;
    }

    // The number of batches stands before it.
    private void NoticeStep(byte[] request)
    {
        lock (_counting)
            _step = Math.Max(_step, BinaryPrimitives.ReadInt64LittleEndian(request.AsSpan(sizeof(int))));
    }

    private void Count(ReplayShardGrain shard, byte[] block, BlockOutcome outcome)
    {
        string key = Convert.ToHexString(block.AsSpan(0, Header));
        if (outcome == BlockOutcome.Stored)
        {
            Stored.AddOrUpdate(($"{shard.GrainContext.ActivationId}", key), 1, (_, times) => times + 1);
            NoticeReceived(block.AsSpan(Header));
        }
        else if (outcome == BlockOutcome.Repeated)
            Repeated++;
    }

    // The number of environments and the transitions of each follow the header.
    private void NoticeReceived(ReadOnlySpan<byte> counts)
    {
        int environments = BinaryPrimitives.ReadInt32LittleEndian(counts);
        lock (_counting)
        {
            for (int i = 1; i <= environments; i++)
                _received += BinaryPrimitives.ReadInt32LittleEndian(counts[(i * sizeof(int))..]);
            MostAhead = Math.Max(MostAhead, _received - _step);
        }
    }

    private (bool Call, bool Answer) Draw()
    {
        lock (_random)
        {
            (bool call, bool answer) = (_random.NextDouble() < rate, _random.NextDouble() < rate);
            _lost += call || answer ? 1 : 0;
            return (call, answer);
        }
    }
}
