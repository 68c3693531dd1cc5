using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Distributed;

/// <summary>
/// Asks the shards, a request at a time each, on other threads than the one that learns, and keeps some batches ready for it. A shard is
/// drawn from as often as its part of all priorities says; one that is late is passed over.
/// </summary>
internal sealed partial class ShardFeed : IDisposable
{
    private const int MostAhead = 16;
    private const int MostTogether = 8;
    private const int LookRows = 8192;
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly IReplayShards _shards;
    private readonly DqnOptions _options;
    private readonly DistributedOptions _plan;
    private readonly BoxSpace _observations;
    private readonly int _masked;
    private readonly Xoshiro256 _random;
    private readonly ShardState[] _states;
    private readonly Queue<ShardBatch> _ready = new();
    private readonly List<(double Return, int Length)> _episodes = [];
    private readonly List<string> _warnings = [];
    private readonly object _gate = new();
    private CancellationTokenSource? _ending;
    private Task[] _asking = [];
    private Exception? _failure;
    private int _wanted;
    private int? _lookAt;
    private ExperienceBlock? _look;
    private long _collected;
    private long _step;
    private long _version;
    private Horizon _horizon;

    public ShardFeed(
        IReplayShards shards, DqnOptions options, DistributedOptions plan, BoxSpace observations, int masked, Xoshiro256 random)
    {
        (_shards, _options, _plan, _observations, _masked, _random) = (shards, options, plan, observations, masked, random);
        _states = [.. Enumerable.Range(0, plan.Shards).Select(_ => new ShardState())];
        _horizon = new Horizon(options.Gamma, options.NStep);
    }

    /// <summary>The environment steps that shards received, those that were lost included.</summary>
    public long Collected
    {
        get
        {
            lock (_gate)
                return _collected;
        }
    }

    /// <summary>The transitions that shards hold.</summary>
    public long Held
    {
        get
        {
            lock (_gate)
                return _states.Sum(state => (long)state.Held);
        }
    }

    /// <summary>Whether all shards have answered, so that what they hold is known.</summary>
    public bool HasHeardAll
    {
        get
        {
            lock (_gate)
                return Array.TrueForAll(_states, state => state.HasAnswered);
        }
    }

    /// <summary>The blocks that came twice, and those that came after some that were lost.</summary>
    public (long Repeated, long Gaps) Blocks
    {
        get
        {
            lock (_gate)
                return (_states.Sum(state => state.Repeated), _states.Sum(state => state.Gaps));
        }
    }

    /// <summary>Begins to ask.</summary>
    public void Start(CancellationToken cancellationToken)
    {
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        CancellationToken end = _ending.Token;
        _asking = [.. Enumerable.Range(0, _states.Length).Select(shard => Task.Run(() => AskAsync(shard, end), CancellationToken.None))];
    }

    /// <summary>Says how far training has come.</summary>
    public void Tell(long step, Horizon horizon, long version)
    {
        lock (_gate)
            (_step, _horizon, _version) = (step, horizon, version);
    }

    /// <summary>Takes a batch.</summary>
    /// <param name="wanted">How many batches are wanted soon.</param>
    /// <param name="wait">How long to wait for it.</param>
    /// <returns>The batch; null where there is none by then.</returns>
    public ShardBatch? Take(long wanted, TimeSpan wait)
    {
        lock (_gate)
        {
            _wanted = (int)Math.Min(wanted, MostAhead);
            Assign();
            if (_ready.Count == 0 && _failure is null)
                Monitor.Wait(_gate, wait);
            RequireNoFailure();
            if (!_ready.TryDequeue(out ShardBatch? batch))
                return null;
            Assign();
            return batch;
        }
    }

    /// <summary>Waits until a shard has answered.</summary>
    public void Wait(TimeSpan wait)
    {
        lock (_gate)
        {
            if (_failure is null)
                Monitor.Wait(_gate, wait);
            RequireNoFailure();
        }
    }

    /// <summary>Takes notice of the errors of a batch that was learned from.</summary>
    public void Learned(ShardBatch batch, ReadOnlySpan<float> errors)
    {
        lock (_gate)
        {
            _states[batch.Shard].Learned.Add(batch);
            _states[batch.Shard].Errors.Add(errors.ToArray());
        }
    }

    /// <summary>Takes the episodes that ended, and what there is to warn of.</summary>
    public ((double Return, int Length)[] Episodes, string[] Warnings) TakeNews()
    {
        lock (_gate)
        {
            ((double, int)[] Episodes, string[] Warnings) news = ([.. _episodes], [.. _warnings]);
            _episodes.Clear();
            _warnings.Clear();
            return news;
        }
    }

    /// <summary>Some of the newest transitions of the shard that holds most; null while it was not answered.</summary>
    public ReplayBuffer? TakeLook()
    {
        ExperienceBlock? look;
        lock (_gate)
        {
            _lookAt ??= Enumerable.Range(0, _states.Length).MaxBy(shard => _states[shard].Held);
            (look, _look) = (_look, null);
            if (look is null)
                return null;
            _lookAt = null;
        }

        ReplayBuffer seen = new(look.Counts.Length * Math.Max(1, look.Counts.Max()), _observations, look.Counts.Length, _masked);
        look.AddTo(seen, 0);
        return seen;
    }

    /// <summary>Writes what was collected, and from which lives of the shards.</summary>
    public void Save(BinaryWriter writer)
    {
        lock (_gate)
        {
            writer.Write(_collected);
            foreach (ShardState state in _states)
            {
                writer.WriteValues<Guid>([state.Life]);
                writer.Write(state.Received);
                writer.Write(state.NextEpisode);
            }
        }
    }

    /// <summary>Takes over what <see cref="Save"/> wrote. What shards received since then counts when they are asked.</summary>
    public void Load(BinaryReader reader)
    {
        Guid[] life = new Guid[1];
        _collected = reader.ReadInt64();
        foreach (ShardState state in _states)
        {
            reader.ReadValues<Guid>(life);
            (state.Life, state.Received, state.NextEpisode) = (life[0], reader.ReadInt64(), reader.ReadInt64());
        }
    }

    /// <summary>Passes over what <see cref="Save"/> wrote.</summary>
    public static void Skip(BinaryReader reader, int shards) => reader.BaseStream.Position += sizeof(long) + (shards * 32L);

    public void Dispose()
    {
        _ending?.Cancel();
        Task.WhenAll(_asking).GetAwaiter().GetResult();
        _ending?.Dispose();
    }

    private void RequireNoFailure()
    {
        if (_failure is not null)
            throw new InvalidOperationException($"The replay cannot be reached: {_failure.Message}", _failure);
    }
}
