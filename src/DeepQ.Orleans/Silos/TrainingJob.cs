using System.Diagnostics.CodeAnalysis;
using DeepQ.Learning;
using DeepQ.Learning.Checkpoints;
using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Silos;

/// <summary>Runs a training on its own thread, and answers questions about it on others. No call waits for it: callers ask again.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Its source has nothing to release once the thread has ended.")]
internal sealed class TrainingJob
{
    private readonly EnvironmentSweep _sweep;
    private readonly TrainingOrder _order;
    private readonly SweepCheckpoint _checkpoint;
    private readonly TrainingAnswer _running;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task<ISweepTraining> _training;
    private readonly Dictionary<TrainingQuestion, Task<TrainingAnswer>> _answers = [];
    private readonly Lock _using = new();
    private long _steps;
    private volatile bool _hasBegun;

    public TrainingJob(
        string silo,
        EnvironmentSweep sweep,
        TrainingOrder order,
        SweepCheckpoint checkpoint,
        SemaphoreSlim place,
        CancellationToken cancellationToken)
    {
        (_sweep, _order, _checkpoint) = (sweep, order, checkpoint);
        _running = new TrainingAnswer(TrainingState.Running, silo) { Attempt = Guid.NewGuid() };
        _training = OnItsOwnThread(() =>
        {
            // The silo outlives the training, and must not keep it.
            using CancellationTokenRegistration ending = cancellationToken.Register(_ending.Cancel);
            try
            {
                return Train();
            }
            finally
            {
                place.Release();
            }
        });
    }

    /// <summary>Whether another process holds the checkpoint, so that the training did not start.</summary>
    public bool IsHeld => _training.Exception?.InnerException is IOException { Message: var message } && message == HeldMessage;

    private string HeldMessage => $"Another silo still trains '{_checkpoint.Path}'.";

    /// <summary>Returns the status, with the answer to the question once there is one. It has no attempt until the checkpoint is locked.</summary>
    public TrainingAnswer Ask(TrainingQuestion question)
    {
        if (!_training.IsCompleted)
            return _running with { Steps = Volatile.Read(ref _steps), Attempt = _hasBegun ? _running.Attempt : Guid.Empty };
        if (!_answers.TryGetValue(question, out Task<TrainingAnswer>? answer))
            _answers[question] = answer = OnItsOwnThread(() => Answer(question));
        return answer.IsCompletedSuccessfully ? answer.Result : _running with { Steps = _order.Steps };
    }

    /// <summary>Ends the training and disposes its result. The checkpoint stays.</summary>
    public async Task EndAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        try
        {
            ISweepTraining training = await _training.ConfigureAwait(false);
            lock (_using)
                training.Dispose();
        }
        catch (Exception) when (!_training.IsCompletedSuccessfully)
        {
            // Nobody asks any longer why there is none.
        }
    }

    // The scheduler of grains is for short calls.
    private static Task<T> OnItsOwnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private ISweepTraining Train()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_checkpoint.Path)!);
        // A silo that was given up may still be at work.
        using FileLock held = new($"{_checkpoint.Path}.training", HeldMessage);
        _hasBegun = true;
        try
        {
            return Begin();
        }
        catch (InvalidDataException) when (Volatile.Read(ref _steps) == 0)
        {
            // A damaged checkpoint costs time and nothing else. Once there was a step, the exception is that of the environment.
            File.Delete(_checkpoint.Path);
            return Begin();
        }
    }

    private ISweepTraining Begin()
    {
        ISweepTraining training = _sweep.Train(_order.ToSweep(), _checkpoint, new Steps(this), _ending.Token);
        if (!_ending.IsCancellationRequested)
            return training;
        training.Dispose();
        throw new OperationCanceledException(_ending.Token);
    }

    private TrainingAnswer Answer(TrainingQuestion question)
    {
        try
        {
            ISweepTraining training = _training.GetAwaiter().GetResult();
            TrainingAnswer done = _running with { State = TrainingState.Done, Steps = _order.Steps };
            lock (_using)
            {
                _ending.Token.ThrowIfCancellationRequested();
                if (question.Set is not { } set)
                    return done with { Model = ModelOf(training) };
                (double score, string text) = set == 0 ? (training.Score, training.Description) : training.Judge(set);
                return done with { Score = score, Text = text };
            }
        }
        catch (SweepTrialException e)
        {
            return _running with { State = TrainingState.Failed, Text = e.Message };
        }
        catch (Exception e) when (!_ending.IsCancellationRequested)
        {
            return _running with { State = TrainingState.Broken, Text = $"{e.GetType().Name}: {e.Message}" };
        }
    }

    private byte[] ModelOf(ISweepTraining training)
    {
        string path = $"{_checkpoint.Path}.{_running.Attempt:N}.onnx";
        try
        {
            training.Save(path);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed class Steps(TrainingJob job) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => Volatile.Write(ref job._steps, value.Step);
    }
}
