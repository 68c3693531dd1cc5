using System.Diagnostics;
using System.Globalization;
using DeepQ.Learning.Data;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Findings;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Training;

namespace DeepQ.Learning;

public sealed partial class DqnTrainer
{
    // Keeps the trained network, or disposes it and returns the one that the log favors.
    private static TrainingResult Select(
        TrainingResult conservative,
        SelectedAlgorithm selected,
        DqnOptions options,
        LoggedData data,
        Xoshiro256 random,
        CancellationToken cancellationToken)
    {
        ObserverGroup observers = new(options.Observers);
        if (SelectionObstacle.Of(data, options) is { } obstacle)
        {
            observers.OnMessage($"{conservative.Algorithm} was not compared with another algorithm: {obstacle}.");
            return conservative;
        }

        TimeSpan? left = options.TimeLimit - conservative.Elapsed;
        TimeSpan? limit = left < selected.TimeLimit ? left : selected.TimeLimit ?? left;
        using RunLimits limits = new(new ProgressClock(null), limit, cancellationToken);
        Stopwatch watch = Stopwatch.StartNew();
        List<TrainingResult> trained = [conservative];
        TrainingResult chosen = conservative;
        try
        {
            (chosen, IReadOnlyList<AlgorithmCandidate> candidates) = Choose(trained, options, data, random, limits.Token);
            chosen.Candidates = candidates;
            observers.OnMessage(string.Create(
                CultureInfo.InvariantCulture,
                $"{chosen.Algorithm} was selected in {watch.Elapsed.TotalSeconds:F1} s: {string.Join("; ", candidates)}."));
            foreach (Finding finding in chosen == conservative ? [] : chosen.Diagnosis)
                observers.OnWarning($"{finding}");
        }
        catch (OperationCanceledException) when (limits.Reached is not null)
        {
            observers.OnMessage($"{conservative.Algorithm} was kept: the selection of an algorithm was stopped before it was complete.");
        }

        foreach (TrainingResult other in trained.Where(other => other != chosen))
            other.Dispose();
        return chosen;
    }

    private static (TrainingResult Chosen, IReadOnlyList<AlgorithmCandidate> Candidates) Choose(
        List<TrainingResult> trained, DqnOptions options, LoggedData data, Xoshiro256 random, CancellationToken cancellationToken)
    {
        using AlgorithmSelection selection = new(data, options.Gamma, random.Fork(), cancellationToken);
        List<AlgorithmCandidate> candidates = [selection.Judge(trained[0].Algorithm, trained[0].Network)];
        int best = 0;
        if (Learn(new DeepQLearning()) is { } plain)
        {
            candidates.Add(selection.Judge(plain.Algorithm, plain.Network));
            best = AlgorithmSelection.IsBetter(candidates[1], candidates[0]) ? 1 : 0;
        }

        AlgorithmCandidate logged = selection.JudgeLogged();
        TrainingResult chosen = trained[best];
        if (!AlgorithmSelection.IsWorthMore(candidates[best], logged) && double.IsFinite(logged.Value) && Learn(new BehaviorCloning()) is { } clone)
        {
            chosen = clone;
            best = candidates.Count;
            candidates.Add(selection.Judge(clone.Algorithm, clone.Network));
        }

        candidates[best] = candidates[best] with { IsChosen = true };
        return (chosen, [.. candidates, logged]);

        TrainingResult? Learn(OfflineAlgorithm algorithm)
        {
            DqnOptions other = options.Copy();
            (other.OfflineAlgorithm, other.CheckpointPath, other.TimeLimit, other.Observers) = (algorithm, null, null, []);
            if (algorithm.FindProblem(other.ToOffline()) is not null)
                return null;
            // A network that learned values cannot initialize a policy.
            other.InitialNetwork = algorithm.LearnsValues ? options.InitialNetwork : null;
            try
            {
                trained.Add(RunOffline(
                    other,
                    data.Transitions,
                    data.ObservationSpace,
                    data.ActionSpace,
                    null,
                    random.Fork(),
                    null,
                    null,
                    cancellationToken));
            }
            catch (DivergenceException)
            {
                return null;
            }

            cancellationToken.ThrowIfCancellationRequested();
            return trained[^1];
        }
    }
}
