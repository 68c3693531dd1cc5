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
    private readonly Random _random = new(seed);
    private int _lost;

    /// <summary>How often each block was stored, by the life of the shard, the actor, its attempt and the number.</summary>
    public ConcurrentDictionary<(string Life, string Block), int> Stored { get; } = new();

    public int Repeated { get; private set; }

    public int Lost => _lost;

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not (ReplayShardGrain or ActorGrain or WeightsGrain or LearnerGrain))
        {
            await context.Invoke();
            return;
        }

        (bool call, bool answer) = Draw();
        if (call)
            throw new TimeoutException("The call is lost.");
        if (context.Grain is ReplayShardGrain && context.MethodName == nameof(ReplayShardGrain.ExchangeAsync) && delay is not null)
            await Task.Delay(delay((int)context.Request.GetArgument(1)!));
        await context.Invoke();
        if (context.Grain is ReplayShardGrain shard && context.MethodName == nameof(ReplayShardGrain.AppendAsync))
            Count(shard, (byte[])context.Request.GetArgument(2)!, ((ShardReceipt)context.Result!).Outcome);
        if (answer)
            throw new TimeoutException("The answer is lost.");
    }

    private void Count(ReplayShardGrain shard, byte[] block, BlockOutcome outcome)
    {
        // The version, the actor, its attempt and the number stand at the beginning.
        string key = Convert.ToHexString(block.AsSpan(0, 1 + sizeof(int) + 16 + sizeof(long)));
        if (outcome == BlockOutcome.Stored)
            Stored.AddOrUpdate(($"{shard.GrainContext.ActivationId}", key), 1, (_, times) => times + 1);
        else if (outcome == BlockOutcome.Repeated)
            Repeated++;
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
