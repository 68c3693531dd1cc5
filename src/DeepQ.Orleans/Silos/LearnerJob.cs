using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using DeepQ.Environments;
using DeepQ.Learning;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Distributed;
using DeepQ.Learning.Training;
using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Silos;

/// <summary>Runs a learner on its own thread, with its actors and shards. No call waits for it: callers ask again.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Its source has nothing to release once the thread has ended.")]
internal sealed class LearnerJob : IReplayShards
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    private readonly string _silo;
    private readonly TrainingDefinition _definition;
    private readonly TrainingRun _run;
    private readonly string _checkpoint;
    private readonly IGrainFactory _grains;
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _canceling;
    private readonly Guid _attempt = Guid.NewGuid();
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly Task<StopReason> _learning;
    private volatile TrainingProgress? _progress;
    private volatile PublishedWeights? _weights;
    private volatile ActorCare? _care;
    private volatile string? _failure;
    private volatile bool _hasBegun;
    private long _askedAt = Stopwatch.GetTimestamp();
    private TrainingSession? _session;

    public LearnerJob(
        string silo,
        TrainingDefinition definition,
        TrainingRun run,
        string checkpoint,
        IGrainFactory grains,
        CancellationToken cancellationToken)
    {
        (_silo, _definition, _run, _checkpoint, _grains) = (silo, definition, run, checkpoint, grains);
        _canceling = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        _learning = Task.Factory.StartNew(() => Learn(cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private string HeldMessage => $"Another silo still trains '{_checkpoint}'.";

    /// <summary>Whether it ended because there were no requests for ten minutes. The next one continues from its checkpoint.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>Returns the status. It has no attempt until the checkpoint is locked.</summary>
    public LearnerAnswer Ask()
    {
        Volatile.Write(ref _askedAt, Stopwatch.GetTimestamp());
        // What is read after that is the last.
        bool hasEnded = _learning.IsCompleted;
        LearnerAnswer answer = new(TrainingState.Running, _silo)
        {
            Attempt = _hasBegun ? _attempt : Guid.Empty,
            Warnings = [.. _warnings],
            StepsBySilo = _care?.StepsBySilo() ?? [],
            SiloByActor = _care?.SiloByActor() ?? [],
            SiloByShard = _care?.SiloByShard() ?? [],
        };
        if (_progress is { } progress)
            answer = answer.With(progress);
        if (!hasEnded)
            return answer;
        return _learning.Exception?.InnerException switch
        {
            null => answer with { State = TrainingState.Done, Ended = _learning.Result },
            IOException { Message: var message } when message == HeldMessage => answer with { State = TrainingState.Held },
            TrainingDivergedException diverged => answer with { State = TrainingState.Failed, Text = diverged.Message },
            var e => answer with { State = TrainingState.Broken, Text = _failure ?? $"{e.GetType().Name}: {e.Message}" },
        };
    }

    /// <summary>Returns the weights if they are newer than a version; otherwise null.</summary>
    public PublishedWeights? WeightsAfter(long version) => _weights is { } weights && weights.Version > version ? weights : null;

    /// <summary>Cancels the training, which then ends with its best network.</summary>
    public void Cancel() => _canceling.Cancel();

    /// <summary>Ends the training on this silo. It continues on the silo of the next request.</summary>
    public async Task EndAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await ((Task)_learning).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task<byte[]> ExchangeAsync(int shard, byte[] request, CancellationToken cancellationToken)
    {
        IReplayShardGrain grain = _grains.GetGrain<IReplayShardGrain>(_session!.KeyOf(shard));
        return PassingFailure.RetryAsync(
            () =>
            {
                _care?.Hint(shard);
                return grain.ExchangeAsync(_session, shard, request);
            },
            cancellationToken);
    }

    public void Publish(long version, byte[] weights) => _weights = new PublishedWeights(version, weights);

    private StopReason Learn(CancellationToken silo)
    {
        // The silo outlives the learner, and must not keep it.
        using CancellationTokenRegistration ending = silo.Register(_ending.Cancel);
        Directory.CreateDirectory(Path.GetDirectoryName(_checkpoint)!);
        // A silo that was given up may still be at work.
        using FileLock held = new($"{_checkpoint}.learner", HeldMessage);
        _hasBegun = true;
        (string id, int life) = SessionFile.Begin(_checkpoint);
        _session = new TrainingSession(_run, id);
        _care = new ActorCare(_session, _grains);
        // One that is canceled here ends with what it has.
        Wait(_care.LookAsync().WaitAsync(_canceling.Token));
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
        Task caring = Task.WhenAll(CareAsync(done.Token), AbandonAsync(done.Token));
        try
        {
            StopReason reason = Learn(life);
            if (_failure is { } failure)
                throw new InvalidOperationException(failure);
            return reason;
        }
        finally
        {
            done.Cancel();
            caring.GetAwaiter().GetResult();
            // In this order: a session whose shards were ended is never continued.
            if (!_ending.IsCancellationRequested && HasEndedSession())
                Wait(_care.EndAsync().WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None));
        }
    }

    // A thread of its own may wait, and no failure of these ends the training.
    private static void Wait(Task task) => task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();

    private bool HasEndedSession()
    {
        try
        {
            SessionFile.End(_checkpoint);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _warnings.Enqueue($"The session was not ended, so the next training continues with its shards: {e.Message}");
            return false;
        }
    }

    private StopReason Learn(int life)
    {
        try
        {
            return Train(life);
        }
        catch (InvalidDataException) when (File.Exists(_checkpoint) && _progress is null)
        {
            // A damaged checkpoint costs time and nothing else. Once there was progress, the exception is that of the environment.
            File.Delete(_checkpoint);
            return Train(life);
        }
    }

    private StopReason Train(int life)
    {
        DqnOptions options = _definition.CreateOptions();
        (options.CheckpointPath, options.Observers) = (_checkpoint, [new Warnings(_warnings)]);
        // Whoever asked for the training lets the best networks act again.
        options.FinalEpisodes = 0;
        try
        {
            using TrainingResult result = new DistributedTrainer(options, _run.ToPlan()).Train(
                this,
                _definition.CreateEnvironment(),
                _run.Evaluates ? _definition.CreateEnvironment() : null,
                new Xoshiro256(_run.Seed),
                File.Exists(_checkpoint) ? _checkpoint : null,
                (long)life << 32,
                new Progress(this),
                _canceling.Token);
            return result.StopReason;
        }
        catch (TrainingDivergedException diverged)
        {
            diverged.LastGood?.Dispose();
            throw;
        }
    }

    private async Task CareAsync(CancellationToken cancellationToken)
    {
        try
        {
            _failure = await _care!.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            _failure = $"{e.GetType().Name}: {e.Message}";
        }
        catch (Exception)
        {
            // Training has ended.
            return;
        }

        await _canceling.CancelAsync().ConfigureAwait(false);
    }

    private async Task AbandonAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(10), cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref _askedAt)) < Abandoned)
                continue;
            IsAbandoned = true;
            await _ending.CancelAsync().ConfigureAwait(false);
            return;
        }
    }

    private sealed class Progress(LearnerJob job) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => job._progress = value;
    }

    private sealed class Warnings(ConcurrentQueue<string> all) : ITrainingObserver
    {
        private const int Most = 100;

        public void OnWarning(string message)
        {
            if (all.Count < Most)
                all.Enqueue(message);
        }
    }
}
