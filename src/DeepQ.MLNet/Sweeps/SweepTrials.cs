using System.Diagnostics;

namespace DeepQ.MLNet.Sweeps;

/// <summary>
/// Trains candidates ahead, with as many simultaneous trainings as allowed, and returns the outcomes in order.
/// </summary>
internal sealed class SweepTrials : IDisposable
{
    private readonly SweepSpace _space;
    private readonly SweepOptions _options;
    private readonly SweepTask _task;
    private readonly int _atOnce;
    private readonly SemaphoreSlim _cores;
    private readonly CancellationTokenSource _ending;
    private readonly Queue<Task<(SweepTrial Trial, SweepOutcome? Outcome)?>> _ahead = [];

    public SweepTrials(SweepSpace space, SweepOptions options, SweepTask task, CancellationToken cancellationToken)
    {
        (_space, _options, _task, _atOnce) = (space, options, task, task.Places);
        _cores = new SemaphoreSlim(_atOnce);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Whether another candidate may begin.</summary>
    public bool HasRoom => _ahead.Count < _atOnce;

    /// <summary>Starts to train a candidate.</summary>
    public void Begin(int candidate, int round, double[] values)
    {
        (DeepQTrainer.Options settings, IReadOnlyDictionary<string, string> names) = _space.At(values);
        long divisor = (long)Math.Pow(_options.Reduction, _options.Rounds - 1 - round);
        long budget = _task.WithBudget(settings, divisor);
        if (_atOnce > 1)
            settings.Threads ??= 1;
        SweepTrial trial = new(candidate, round, budget, names, double.NaN, "", 0);
        _ahead.Enqueue(TrainAsync(trial, settings, values));
    }

    /// <summary>
    /// Waits for the earliest candidate: its trial, with a score and its outcome, or with the reason for none. Null if
    /// the sweep was canceled.
    /// </summary>
    public (SweepTrial Trial, SweepOutcome? Outcome)? Next() => _ahead.Dequeue().GetAwaiter().GetResult();

    /// <summary>Ends running trainings.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        foreach (Task<(SweepTrial, SweepOutcome?)?> trial in _ahead)
        {
            // A failed training leaves nothing to dispose.
            ((IAsyncResult)trial).AsyncWaitHandle.WaitOne();
            if (trial.IsCompletedSuccessfully && trial.Result is var (_, outcome))
                outcome?.Dispose();
        }

        _ending.Dispose();
        _cores.Dispose();
    }

    private async Task<(SweepTrial Trial, SweepOutcome? Outcome)?> TrainAsync(
        SweepTrial trial, DeepQTrainer.Options settings, double[] values)
    {
        long start = Stopwatch.GetTimestamp();
        SweepOutcome? outcome = null;
        try
        {
            _ending.Token.ThrowIfCancellationRequested();
            settings.Validate();
            outcome = await _task.RunAsync(Orders(trial, settings, values), _cores, _ending.Token).ConfigureAwait(false);
            _ending.Token.ThrowIfCancellationRequested();
            trial = trial with { Score = outcome.Score, Description = outcome.Description };
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            outcome?.Dispose();
            return null;
        }
        catch (Exception failure) when (TrialFailure.Is(failure))
        {
            TrialFailure.Dispose(failure);
            trial = trial with { Description = failure.Message };
        }

        return (trial with { Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds }, outcome);
    }

    // A candidate trains with the same draws in every round.
    private SweepTrainingOrder[] Orders(SweepTrial trial, DeepQTrainer.Options settings, double[] values) =>
    [
        .. Enumerable.Range(0, _options.Seeds)
            .Select(i => _options.Seed + (0x9E3779B97F4A7C15UL * (ulong)(trial.Candidate + 1)) + (0xBF58476D1CE4E5B9UL * (ulong)i))
            .Select(seed => new SweepTrainingOrder(
                trial.Candidate, trial.Round, values, trial.Budget, seed, _options.EvaluationEpisodes) { Settings = settings }),
    ];
}
