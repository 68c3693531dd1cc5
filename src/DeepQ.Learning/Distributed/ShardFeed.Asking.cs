using System.Diagnostics;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Distributed;

/// <content>What the shards are asked for, each by a task of its own, and what they answer.</content>
internal sealed partial class ShardFeed
{
    private async Task AskAsync(int shard, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                ShardRequest request = Ask(shard);
                byte[] answer = await _shards.ExchangeAsync(shard, request.ToBytes(), cancellationToken).ConfigureAwait(false);
                bool goesOn = Hear(
                    shard, ShardReply.Read(answer, _options.BatchSize, _observations.Size, _masked, _observations.ElementType));
                if (!goesOn)
                    await Idle(shard).WaitAsync(Pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody asks any longer.
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _failure = e;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private ShardRequest Ask(int shard)
    {
        lock (_gate)
        {
            ShardState state = _states[shard];
            state.AskedAt = Stopwatch.GetTimestamp();
            long free = Math.Min(_step + _plan.TransitionsAhead, _options.Steps) - _collected;
            // What another shard was allowed may still come.
            long elsewhere = _states.Where(other => other != state).Sum(other => Math.Max(0, other.Granted - other.Received));
            long allowed = Math.Max(0, Math.Min((free + _states.Length - 1) / _states.Length, free - elsewhere));
            state.Granted = Math.Max(state.Granted, state.Received + allowed);
            ShardRequest request = new()
            {
                Batches = Math.Min(state.Assigned, MostTogether),
                Step = _step,
                Horizon = _horizon,
                Limit = state.Received + allowed,
                WeightsVersion = _version,
                FirstEpisode = state.NextEpisode,
                Look = _lookAt == shard && _look is null
                    ? Math.Max(1, LookRows / (_plan.ActorsOf(shard) * _plan.EnvironmentsPerActor))
                    : 0,
                Life = state.Life,
                Slots = [.. state.Learned.Where(IsCurrent).SelectMany(batch => batch.Batch.Slots)],
                Versions = [.. state.Learned.Where(IsCurrent).SelectMany(batch => batch.Versions)],
                Errors = [.. state.Learned.Zip(state.Errors).Where(pair => IsCurrent(pair.First)).SelectMany(pair => pair.Second)],
            };
            state.Learned.Clear();
            state.Errors.Clear();
            return request;

            bool IsCurrent(ShardBatch batch) => batch.Life == state.Life;
        }
    }

    // Whether there is something to ask at once.
    private bool Hear(int shard, ShardReply reply)
    {
        lock (_gate)
        {
            ShardState state = _states[shard];
            state.HasAnswered = true;
            bool isNew = reply.Life != state.Life;
            if (isNew && state.Held > 0)
                _warnings.Add($"Replay shard {shard} was lost with the {state.Held} transitions that it held, and begins empty.");
            if (isNew)
                (state.Life, state.Received, state.Granted, state.NextEpisode) = (reply.Life, 0, 0, 0);
            _collected += reply.Received - state.Received;
            (state.Received, state.Held, state.Sum) = (reply.Received, reply.Held, reply.Sum);
            (state.Repeated, state.Gaps, state.AskedAt) = (reply.Repeated, reply.Gaps, null);
            long missed = Math.Max(0, state.NextEpisode - reply.FirstEpisode);
            _episodes.AddRange(reply.Episodes.Skip((int)Math.Min(missed, int.MaxValue)));
            state.NextEpisode = Math.Max(state.NextEpisode, reply.FirstEpisode + reply.Episodes.Length);
            foreach ((TransitionBatch batch, uint[] versions) in reply.Batches)
                _ready.Enqueue(new ShardBatch(shard, reply.Life, batch, versions));
            state.Assigned = reply.Held == 0 ? 0 : Math.Max(0, state.Assigned - reply.Batches.Length);
            _look = reply.Look ?? _look;
            // One that was lost has nothing to look at.
            if (_lookAt == shard && _look is null && reply.Held == 0)
                _lookAt = null;
            Assign();
            Monitor.PulseAll(_gate);
            return isNew || state.Assigned > 0;
        }
    }

    // Done when the shard is to be asked before the pause is over.
    private Task Idle(int shard)
    {
        lock (_gate)
        {
            _states[shard].Woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Wake();
            return _states[shard].Woken!.Task;
        }
    }

    private void Assign()
    {
        int under = _ready.Count + _states.Where(state => !IsLate(state)).Sum(state => state.Assigned);
        for (; under < _wanted; under++)
        {
            if (Draw() is not { } state)
                break;
            state.Assigned++;
        }

        Wake();
    }

    // A quick learner uses up all that is ready within a pause. A message for each batch would be too many.
    private void Wake()
    {
        if (_ready.Count > MostAhead / 2)
            return;
        foreach (ShardState state in _states)
        {
            if (state.Assigned > 0)
                state.Woken?.TrySetResult();
        }
    }

    private ShardState? Draw()
    {
        ShardState[] candidates = [.. _states.Where(state => state.Held > 0 && !IsLate(state))];
        double place = _random.NextDouble() * candidates.Sum(state => state.Sum);
        foreach (ShardState state in candidates)
        {
            place -= state.Sum;
            if (place < 0)
                return state;
        }

        return candidates.LastOrDefault();
    }

    private static bool IsLate(ShardState state) => state.AskedAt is { } since && Stopwatch.GetElapsedTime(since) > Late;
}
