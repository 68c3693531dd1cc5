using System.Diagnostics;
using DeepQ.Learning.Checkpoints;
using DeepQ.Onnx.Files;

namespace DeepQ.MLNet.Sweeps;

/// <summary>Runs the trials of a sweep.</summary>
internal sealed class SweepRun : IDisposable
{
    private readonly SweepSpace _space;
    private readonly SweepOptions _options;
    private readonly SweepTask _task;
    private readonly IReadOnlyList<double[]> _candidates;
    private readonly SweepJournal _journal;
    private readonly string _modelPath;
    private readonly FileLock _lock;

    /// <exception cref="ArgumentException">A setting is out of range, or there is nothing to vary.</exception>
    /// <exception cref="InvalidDataException">The folder belongs to another sweep, or its model is missing.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another sweep is running in it.</exception>
    public SweepRun(SweepSpace space, SweepOptions options, SweepTask task)
    {
        (_space, _options, _task) = (space, options, task);
        options.Validate();
        _candidates = SweepPlan.Candidates(space.Parameters, options);
        Directory.CreateDirectory(options.Folder);
        string journalPath = Path.Combine(options.Folder, "trials.jsonl");
        _modelPath = Path.Combine(options.Folder, task.ModelName);
        _lock = new(journalPath, $"Another sweep is running in '{options.Folder}': specify another folder, or wait for its end.");
        try
        {
            _journal = SweepJournal.Open(journalPath, Settings());
            if (Best is not null && !File.Exists(_modelPath))
            {
                throw new InvalidDataException(
                    $"'{_modelPath}', the best model of the journal beside it, is missing; delete the journal to start again.");
            }
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Releases the folder.</summary>
    public void Dispose() => _lock.Dispose();

    private SweepTrial? Best => SweepResult.BestOf(_journal.Trials, _task.Finalists);

    public SweepResult Run(CancellationToken cancellationToken)
    {
        using SweepTrials training = new(_space, _options, _task, cancellationToken);
        List<SweepTrial> trials = [];
        int[] alive = [.. Enumerable.Range(0, _candidates.Count)];
        for (int round = 0; round < _options.Rounds; round++)
        {
            List<SweepTrial> ofRound = [];
            Queue<int> waiting = new(alive.Where(candidate => Remembered(candidate, round) is null));
            foreach (int candidate in alive)
            {
                while (training.HasRoom && waiting.TryDequeue(out int next))
                    training.Begin(next, round, _candidates[next]);
                if ((Remembered(candidate, round) ?? Finish(training.Next(), cancellationToken)) is not { } trial)
                    return Result([.. trials, .. ofRound], isComplete: false);
                ofRound.Add(trial);
                _options.Progress?.Report(trial);
            }

            trials.AddRange(ofRound);
            int survivors = (alive.Length + _options.Reduction - 1) / _options.Reduction;
            alive = [.. ofRound.Where(trial => trial.Succeeded).OrderByDescending(trial => trial.Score)
                .Take(survivors).Select(trial => trial.Candidate).Order()];
        }

        return Result(trials, isComplete: true);
    }

    private SweepTrial? Remembered(int candidate, int round) =>
        _journal.Trials.FirstOrDefault(trial => trial.Candidate == candidate && trial.Round == round);

    // In the order of the candidates, however many are trained at once, because what is kept depends on earlier ones.
    // Null if it was canceled: an incomplete training has no score.
    private SweepTrial? Finish(
        (SweepTrial Trial, SweepOutcome? Outcome)? trained, CancellationToken cancellationToken)
    {
        if (trained is not var (trial, outcome))
            return null;
        long start = Stopwatch.GetTimestamp();
        using (outcome)
        {
            try
            {
                if (outcome is not null && SweepResult.FinalistsOf([.. _journal.Trials, trial], _task.Finalists).Contains(trial))
                    trial = Judged(trial, outcome);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return null;
            }
            catch (Exception failure) when (TrialFailure.Is(failure))
            {
                trial = trial with { Score = double.NaN, Description = failure.Message };
            }
        }

        trial = trial with { Seconds = trial.Seconds + Stopwatch.GetElapsedTime(start).TotalSeconds };
        // After the model: a trial in the journal is never tried again.
        _journal.Append(trial);
        return trial;
    }

    // On episodes that did not select it; the model is kept if the trial is now the best.
    private SweepTrial Judged(SweepTrial trial, SweepOutcome outcome)
    {
        int set = 1;
        if (_task.Finalists > 1)
            trial = trial with { SecondScore = outcome.JudgeAgain(set++).Score };
        (double score, string description) = outcome.JudgeModel(set);
        trial = trial with { FreshScore = score, FreshDescription = description };
        if (_task.Finalists == 1)
        {
            WholeFile.WriteBy(_modelPath, outcome.Save);
            return trial;
        }

        WholeFile.WriteBy(PathOf(trial), outcome.Save);
        SweepTrial[] finalists = [.. SweepResult.FinalistsOf([.. _journal.Trials, trial], _task.Finalists)];
        Keep(SweepResult.BestOf(finalists, _task.Finalists)!);
        foreach (SweepTrial left in _journal.Trials.Except(finalists))
            File.Delete(PathOf(left));
        return trial;
    }

    private void Keep(SweepTrial best) => WholeFile.WriteBy(_modelPath, path => File.Copy(PathOf(best), path, overwrite: true));

    private string PathOf(SweepTrial trial) =>
        Path.Combine(_options.Folder, $"candidate-{trial.Candidate}-{trial.Round}{Path.GetExtension(_modelPath)}");

    private SweepResult Result(IReadOnlyList<SweepTrial> trials, bool isComplete)
    {
        return SweepResult.BestOf(trials, _task.Finalists) is { } best
            ? new SweepResult(trials, best, _space.At(_candidates[best.Candidate]).Options, _modelPath, isComplete)
            : new SweepResult(trials, best: null, bestOptions: null, modelPath: null, isComplete);
    }

    // Without rounds, additional candidates do not change earlier ones.
    private Dictionary<string, string> Settings()
    {
        Dictionary<string, string> settings = OfSweep();
        if (_options.Seeds > 1)
            settings["seeds of a trial"] = $"{_options.Seeds}";
        return settings;
    }

    private Dictionary<string, string> OfSweep() => new(_space.Describe())
    {
        ["search"] = _options.Search == SweepSearch.Grid ? $"grid, {_options.GridPoints} points" : "random",
        ["rounds"] = _options.Rounds == 1
            ? "1"
            : $"{_options.Rounds} for {_candidates.Count} candidates, one of {_options.Reduction} continues",
        ["seed"] = $"{_options.Seed}",
        ["judged by"] = _task.Judge,
        ["learned from"] = _task.Source,
    };
}
