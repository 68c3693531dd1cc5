using System.Globalization;
using System.Reflection;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Distributions;

namespace DeepQ.Learning.Training;

/// <summary>The rules of <see cref="DqnOptions"/>.</summary>
internal sealed partial class DqnSettingsCheck : SettingsCheck
{
    // Settings that have no meaning for rollouts.
    private static readonly string[] ReplaySettings =
    [
        nameof(DqnOptions.BatchSize),
        nameof(DqnOptions.NStep),
        nameof(DqnOptions.DoubleQ),
        nameof(DqnOptions.Munchausen),
        nameof(DqnOptions.TargetRule),
        nameof(DqnOptions.TargetUpdateRate),
        nameof(DqnOptions.TargetUpdateInterval),
        nameof(DqnOptions.ReplayCapacity),
        nameof(DqnOptions.PrioritizedReplay),
        nameof(DqnOptions.CreateSampler),
        nameof(DqnOptions.InitialReplay),
        nameof(DqnOptions.Demonstrations),
        nameof(DqnOptions.LearningStarts),
        nameof(DqnOptions.UpdateInterval),
        nameof(DqnOptions.UpdatesPerInterval),
        nameof(DqnOptions.Resets),
        nameof(DqnOptions.OfflineAlgorithm),
        nameof(DqnOptions.Validation),
    ];

    public static DqnSettingsCheck Of(DqnOptions options)
    {
        DqnSettingsCheck check = new();
        check.RequireNetwork(options);
        check.RequireRanges(typeof(DqnOptions), options);
        check.RequireOptimizer(options);
        check.Require(options.Loss is not null, "be a loss function", options.Loss);
        if (options.Loss?.FindProblem() is { } problem)
            check.Fail($"Loss {problem}; it is {options.Loss}.");
        check.Require(
            options.Munchausen is null || !options.DoubleQ,
            "be false with Munchausen targets, which have no maximum for another network to choose",
            options.DoubleQ);
        check.Require(
            options.TargetRule is null || (options.Munchausen is null && !options.DoubleQ),
            "be null with DoubleQ or Munchausen, which also select a target",
            options.TargetRule);
        check.Require(!string.IsNullOrWhiteSpace(options.Device), "name a device, such as cpu or cuda:0", options.Device);
        check.Require(Enum.IsDefined(options.UpdatePath), "be one of the paths", options.UpdatePath);
        check.Require(options.ReplayCapacity >= options.BatchSize, $"hold at least a batch of {options.BatchSize}", options.ReplayCapacity);
        if (options.PrioritizedReplay is { } prioritized)
            check.RequireSchedule(prioritized.Beta, 0, 1, options.Steps, "options.PrioritizedReplay.Beta");
        check.Require(
            options.CreateSampler is null || options.PrioritizedReplay is null,
            "be null with CreateSampler, which replaces it",
            options.PrioritizedReplay);
        check.RequireSchedule(options.Epsilon, 0, 1, options.Steps, nameof(DqnOptions.Epsilon));
        check.RequireSchedule(options.Temperature, 0, double.MaxValue, options.Steps, nameof(DqnOptions.Temperature));
        check.Require(options.TimeLimit is null || options.TimeLimit > TimeSpan.Zero, "be positive", options.TimeLimit);
        check.Require(options.CheckpointPath is null || options.CheckpointPath.Trim().Length > 0, "name a file", options.CheckpointPath);
        check.Require(options.Observers is not null && !options.Observers.Contains(null!), "be a list without null; an empty one is for no observers", options.Observers);
        check.Require(
            options.DormantUnits is null || options.CreateNetwork is null,
            "be null with CreateNetwork, whose layers are not known",
            options.DormantUnits);
        check.Require(
            options.Resets is null || options.CreateNetwork is null,
            "be null with CreateNetwork, whose weights cannot be reinitialized",
            options.Resets);
        check.Require(
            options.Resets is not { Head: false, BodyShare: 0, Optimizer: false },
            "reset something: the head, the body or the optimizer",
            options.Resets);
        check.Require(
            options.Resets?.FirstGamma is null || options.Gamma < 1,
            "be null with a Gamma of 1, which no sequence of smaller ones reaches",
            options.Resets?.FirstGamma);
        check.RequireDemonstrations(options);
        check.RequireOfflineAlgorithm(options);
        check.RequireNoReplay(options);
        return check;
    }

    private void RequireDemonstrations(DqnOptions options)
    {
        if (options.Demonstrations is not { } demonstrations)
            return;
        Require(
            options.CreateSampler is null,
            "be null with Demonstrations, of which a custom sampler would draw no share",
            options.CreateSampler);
        Require(
            options.PrioritizedReplay is null || demonstrations.Share is null,
            "be null with PrioritizedReplay, in which priorities decide: PriorityBonus raises those of demonstrations",
            demonstrations.Share,
            "options.Demonstrations.Share");
        if (options.PrioritizedReplay is not null || demonstrations.Share is <= 0 or >= 1)
            return;
        int rows = demonstrations.RowsOf(options.BatchSize);
        Require(
            rows > 0 && rows < options.BatchSize,
            $"leave at least one transition of each batch of {options.BatchSize} to demonstrations, and one to the others",
            demonstrations.Share?.ToString(CultureInfo.InvariantCulture) ?? "null, a quarter",
            "options.Demonstrations.Share");
    }

    private void RequireNoReplay(DqnOptions options)
    {
        if (options.Rollout is null)
            return;
        DqnOptions usual = new() { Rollout = options.Rollout };
        foreach (string name in ReplaySettings)
        {
            PropertyInfo property = typeof(DqnOptions).GetProperty(name)!;
            object? value = property.GetValue(options);
            string text = property.GetValue(usual) is { } standard ? $"{standard}" : "null";
            Require(
                Equals(value, property.GetValue(usual)),
                $"be {text}, the default, with Rollout: rollouts define minibatches and λ-returns themselves and have no replay and no target network",
                value,
                name);
        }

        Require(
            options.Network?.Distribution is null or PointDistribution,
            "be ValueDistribution.Point with Rollout, whose λ-returns are numbers",
            options.Network?.Distribution,
            "Distribution");
    }
}
