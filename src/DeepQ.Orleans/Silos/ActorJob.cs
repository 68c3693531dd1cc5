using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using DeepQ.Environments;
using DeepQ.Learning.Distributed;
using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;
using Orleans.Runtime.Placement;

namespace DeepQ.Orleans.Silos;

/// <summary>Runs an actor on its own thread: it fetches weights and credits, steps, and sends blocks.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Its source has nothing to release once the thread has ended.")]
internal sealed class ActorJob
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(1);

    private readonly string _silo;
    private readonly SiloAddress _address;
    private readonly TrainingDefinition _definition;
    private readonly TrainingSession _session;
    private readonly int _actor;
    private readonly Xoshiro256 _random;
    private readonly IReplayShardGrain _shard;
    private readonly IWeightsGrain _weights;
    private readonly DistributedOptions _plan;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _acting;
    private long _steps;
    private long _askedAt = Stopwatch.GetTimestamp();

    public ActorJob(
        string silo,
        SiloAddress address,
        TrainingDefinition definition,
        TrainingSession session,
        int actor,
        IGrainFactory grains,
        Xoshiro256 random,
        CancellationToken cancellationToken)
    {
        (_silo, _address, _definition, _session, _actor, _random) = (silo, address, definition, session, actor, random);
        _plan = session.Run.ToPlan();
        _shard = grains.GetGrain<IReplayShardGrain>(session.KeyOf(_plan.ShardOf(actor)));
        _weights = grains.GetGrain<IWeightsGrain>(session.Id);
        _acting = Task.Factory.StartNew(() => Act(cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Whether the actor has ended without an error.</summary>
    public bool HasEnded => _acting.IsCompleted && !_acting.IsFaulted;

    /// <summary>Returns the status.</summary>
    public ActorAnswer Ask()
    {
        Volatile.Write(ref _askedAt, Stopwatch.GetTimestamp());
        return _acting.Exception?.InnerException is { } e
            ? new ActorAnswer(TrainingState.Broken, _silo, _steps, $"{e.GetType().Name}: {e.Message}")
            : new ActorAnswer(TrainingState.Running, _silo, Volatile.Read(ref _steps), "");
    }

    /// <summary>Ends the actor, and waits for its thread.</summary>
    public async Task EndAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _acting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Act(CancellationToken silo)
    {
        // The silo outlives the actor, and must not keep it.
        using CancellationTokenRegistration ending = silo.Register(_ending.Cancel);
        try
        {
            ActUntilTheEnd(_ending.Token);
        }
        catch (Exception) when (_ending.IsCancellationRequested)
        {
            // Nobody asks any longer.
        }
    }

    private void ActUntilTheEnd(CancellationToken end)
    {
        using DistributedActor actor = new(
            _definition.CreateOptions(),
            _plan,
            _actor,
            new VectorEnvironment(_plan.EnvironmentsPerActor, _definition.CreateEnvironment, _random.Fork()),
            _random);
        int shard = _plan.ShardOf(_actor);
        TimeSpan pause = ShortestPause;
        ShardReceipt receipt = default;
        while (Stopwatch.GetElapsedTime(Volatile.Read(ref _askedAt)) < Abandoned)
        {
            if ((actor.Version == 0 || receipt.WeightsVersion > actor.Version)
                && Call(() => _weights.GetAsync(_session.Run, actor.Version)) is { } newer)
            {
                actor.Load(newer.Version, newer.Weights);
            }

            bool mayAct = actor.Version > 0 && receipt.WeightsVersion - actor.Version <= _plan.MaxVersionsBehind;
            if (receipt.Credits == 0)
                receipt = Call(() => Shard().AskAsync(_session, shard, _actor, actor.Attempt));
            if (receipt.HasEnded || receipt.Outcome == BlockOutcome.Replaced)
                return;
            if (!mayAct || receipt.Credits == 0)
            {
                if (end.WaitHandle.WaitOne(pause))
                    return;
                pause = 2 * pause < LongestPause ? 2 * pause : LongestPause;
                continue;
            }

            pause = ShortestPause;
            byte[] block = actor.Collect(end);
            Volatile.Write(ref _steps, actor.Steps);
            receipt = Call(() => Shard().AppendAsync(_session, shard, block));
        }

        // One that was lost begins where the training is known.
        IReplayShardGrain Shard()
        {
            RequestContext.Set(IPlacementDirector.PlacementHintKey, _address);
            return _shard;
        }

        // A thread of its own may wait.
        T Call<T>(Func<Task<T>> call) => PassingFailure.RetryAsync(call, end).GetAwaiter().GetResult();
    }
}
