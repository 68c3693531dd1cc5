using DeepQ.Environments.Checking;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Training;

/// <summary>
/// Checks before the first step whether settings and data fit together: whether anything would be learned, and what is
/// intended.
/// </summary>
internal static class LearningCheck
{
    /// <summary>Checks a training in environments.</summary>
    /// <exception cref="ArgumentException">No update would be made.</exception>
    public static void Online(DqnOptions options, VectorEnvironment environments, ITrainingObserver observer)
    {
        int count = environments.Count;
        if (options.Rollout is { } rollout)
        {
            int transitions = rollout.Transitions(count);
            if (Ceiling(options.Steps) < transitions)
            {
                throw new ArgumentException(
                    $"No update would be made: Steps is {options.Steps}, and a rollout of {count} environments × {rollout.Steps} " +
                    $"steps has {transitions}. Raise Steps, or lower Rollout.Steps.");
            }

            Space(options, environments.ObservationSpace, observer);
            return;
        }

        if (Last(options.UpdateInterval) < Math.Max(1, options.LearningStarts))
        {
            throw new ArgumentException(
                $"No update would be made: Steps is {options.Steps}, LearningStarts {options.LearningStarts} and UpdateInterval " +
                $"{options.UpdateInterval}. Raise Steps, or lower the others.");
        }

        if (options.Gamma > 0 && Last(options.TargetUpdateInterval) < Math.Max(1, options.LearningStarts))
        {
            observer.OnWarning(
                $"The target network never moves: TargetUpdateInterval is {options.TargetUpdateInterval}, LearningStarts " +
                $"{options.LearningStarts} and Steps {options.Steps}. Every target comes from the initial weights: " +
                "lower TargetUpdateInterval, or raise Steps.");
        }

        if (options.Steps < options.BatchSize)
        {
            observer.OnWarning(
                $"The buffer never has a whole batch: BatchSize is {options.BatchSize} and Steps {options.Steps}, so that each batch " +
                "has transitions twice. Lower BatchSize, or raise Steps.");
        }

        WarnOfResets(options, UpdatesOf(options), observer);
        WarnOfNoise(options, observer);
        int kept = Math.Max(options.ReplayCapacity, count) / count;
        if (options.NStep > kept)
        {
            observer.OnWarning(
                $"No return is as long as NStep, {options.NStep}: ReplayCapacity, {options.ReplayCapacity}, keeps the last {kept} " +
                $"transitions of each of {count} environments. Raise ReplayCapacity, or lower NStep.");
        }

        Space(options, environments.ObservationSpace, observer);

        // The step of the last iteration that reaches a multiple of the interval.
        long Last(int interval)
        {
            long multiple = Ceiling(options.Steps) / interval * interval;
            return multiple == 0 ? 0 : Ceiling(multiple);
        }

        // Environments step together; adding to the greatest number of steps would overflow.
        long Ceiling(long steps) => steps > long.MaxValue - count ? steps : (steps + count - 1) / count * count;
    }

    /// <summary>Checks any training on transitions.</summary>
    /// <exception cref="ArgumentException">The settings are for learning in environments.</exception>
    public static void RequireReplay(DqnOptions options)
    {
        if (options.Rollout is not null)
        {
            throw new ArgumentException(
                "Rollout must be null to learn from logged transitions: rollouts need environments in which the policy acts.");
        }

        if (options.Demonstrations is not null)
        {
            throw new ArgumentException(
                "Demonstrations must be null to learn from logged transitions: they supplement experience from an environment. Add " +
                "them to the log.");
        }
    }

    /// <summary>Checks a training on transitions.</summary>
    public static void Offline(
        DqnOptions options, ReplayBuffer transitions, BoxSpace observations, ITrainingObserver observer)
    {
        if (options is { Gamma: > 0, OfflineAlgorithm: not BehaviorCloning } && options.TargetUpdateInterval > options.Updates)
        {
            observer.OnWarning(
                $"The target network never moves: it would after {options.TargetUpdateInterval} updates, and Updates is " +
                $"{options.Updates}. Every target comes from the initial weights: raise Updates, or lower TargetUpdateInterval.");
        }

        WarnOfResets(options, options.Updates, observer);
        // In a log of single decisions each row ends its episode, which is not a fault.
        IEnumerable<int> slots = Enumerable.Range(0, transitions.Count);
        if (options.NStep > 1 && !slots.Any(transitions.IsFollowed) && !slots.All(transitions.TerminatedAt))
        {
            observer.OnWarning(
                $"NStep is {options.NStep}, but no row is followed by the row of its next state: every return has one step.");
        }

        if (options.OfflineAlgorithm is CalibratedQLearning && 2 * slots.Count(transitions.IsFollowed) < transitions.Count)
        {
            observer.OnWarning(
                $"CalibratedQLearning needs the returns of the log, but only {slots.Count(transitions.IsFollowed)} of {transitions.Count} " +
                "rows are followed by the row of their next state: supply EpisodeId and the rows in order.");
        }

        if (transitions.Count < options.BatchSize)
        {
            observer.OnMessage(
                $"There are {transitions.Count} transitions and BatchSize is {options.BatchSize}, so that each batch has some " +
                "of them twice.");
        }

        Space(options, observations, observer);
    }

    private static void WarnOfNoise(DqnOptions options, ITrainingObserver observer)
    {
        if (options is { Network.Noisy: true, CreateNetwork: null, CreateExploration: null } &&
            options.EpsilonAt(0) == 0 && options.Temperature.Over(options.Steps).At(0) == 0)
        {
            observer.OnWarning(
                "Only noise explores: Epsilon is 0 from the beginning, with Network.Noisy. Noise varies what the network has learned " +
                "so far and hardly goes beyond it, above all with Dueling; keep a falling ε in addition, as by default.");
        }
    }

    private static double UpdatesOf(DqnOptions options) =>
        ((double)Math.Max(0, options.Steps - options.LearningStarts) / options.UpdateInterval * options.UpdatesPerInterval) +
        (options.Demonstrations?.UpdatesBeforeActing ?? 0);

    private static void WarnOfResets(DqnOptions options, double updates, ITrainingObserver observer)
    {
        if (options.Resets is not { } resets)
            return;
        long last = (long)Math.Min(updates, resets.Until ?? updates) / resets.Period * resets.Period;
        if (last == 0)
        {
            observer.OnWarning(
                $"Nothing is reset: Resets.Period is {resets.Period}, and there are about {updates:F0} updates. Lower it, or make more " +
                "updates.");
        }
        else if (updates - last < resets.Period / 2)
        {
            observer.OnWarning(
                $"The last reset leaves {updates - last:F0} updates until the end, fewer than half of a period of {resets.Period}: set " +
                $"Resets.Until below {last}, so that the network has recovered by then.");
        }
    }

    private static void Space(DqnOptions options, BoxSpace observations, ITrainingObserver observer)
    {
        bool asImage = options.CreateNetwork is not null || options.Network.Convolutions.Count > 0;
        foreach (string finding in EnvironmentChecker.CheckSpace(observations, asImage))
            observer.OnWarning(finding);
    }
}
