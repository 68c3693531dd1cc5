using DeepQ.Learning.Distributed;

namespace DeepQ.Learning.Tests.Support;

/// <summary>Shards and actors of a distributed training in this process, which can be lost.</summary>
internal sealed class LocalActors : IReplayShards, IDisposable
{
    private readonly DqnOptions _options;
    private readonly DistributedOptions _plan;
    private readonly Func<IEnvironment> _create;
    private readonly ReplayShard[] _shards;
    private readonly CancellationTokenSource _ending = new();
    private readonly List<Thread> _threads = [];
    private (long Version, byte[] Weights) _weights = (0, []);
    private ulong _seed = 100;
    private long _exchanges;

    public LocalActors(DqnOptions options, DistributedOptions plan, Func<IEnvironment> create)
    {
        (_options, _plan, _create) = (options, plan, create);
        _shards = [.. Enumerable.Range(0, plan.Shards).Select(NewShard)];
    }

    /// <summary>Is called with the number of exchanges before each.</summary>
    public Action<long>? BeforeExchange { get; set; }

    /// <summary>Whether blocks are sent twice.</summary>
    public bool SendsTwice { get; init; }

    public long Received => _shards.Sum(shard => shard.Received);

    /// <summary>The greatest number of steps that the shards ever had.</summary>
    public IReadOnlyList<ReplayShard> Shards => _shards;

    public void Start()
    {
        for (int actor = 0; actor < _plan.Actors; actor++)
            StartActor(actor);
    }

    /// <summary>Starts an actor, beside or after another one of its number.</summary>
    public void StartActor(int actor)
    {
        Thread thread = new(() => Act(actor, ++_seed)) { IsBackground = true };
        _threads.Add(thread);
        thread.Start();
    }

    public void LoseShard(int shard)
    {
        lock (_shards)
            _shards[shard] = NewShard(shard);
    }

    public async Task<byte[]> ExchangeAsync(int shard, byte[] request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        BeforeExchange?.Invoke(Interlocked.Increment(ref _exchanges));
        lock (_shards)
            return _shards[shard].Exchange(request);
    }

    public void Publish(long version, byte[] weights)
    {
        lock (_shards)
            _weights = (version, weights);
    }

    public void Dispose()
    {
        _ending.Cancel();
        foreach (Thread thread in _threads)
            thread.Join();
        _ending.Dispose();
    }

    private ReplayShard NewShard(int shard)
    {
        IEnvironment one = _create();
        return new ReplayShard(_options, _plan, shard, one.ObservationSpace, one.ActionSpace, one.HasActionMask, new Xoshiro256(++_seed));
    }

    private void Act(int number, ulong seed)
    {
        Xoshiro256 random = new(seed);
        using DistributedActor actor = new(
            _options, _plan, number, new VectorEnvironment(_plan.EnvironmentsPerActor, _create, random.Fork()), random);
        while (!_ending.IsCancellationRequested)
        {
            (long version, byte[] weights) = Weights();
            if (version > actor.Version)
                actor.Load(version, weights);
            BlockReceipt receipt = Call(number, shard => shard.Ask(number, actor.Attempt));
            if (receipt.Outcome == BlockOutcome.Replaced)
                return;
            if (receipt.Credits == 0 || actor.Version == 0)
            {
                Thread.Sleep(1);
                continue;
            }

            byte[] block = actor.Collect();
            for (int i = SendsTwice ? 2 : 1; i > 0; i--)
                receipt = Call(number, shard => shard.Append(block));
        }
    }

    private (long Version, byte[] Weights) Weights()
    {
        lock (_shards)
            return _weights;
    }

    private BlockReceipt Call(int actor, Func<ReplayShard, BlockReceipt> call)
    {
        lock (_shards)
            return call(_shards[_plan.ShardOf(actor)]);
    }
}
