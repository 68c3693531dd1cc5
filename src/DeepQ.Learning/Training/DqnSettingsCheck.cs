using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning.Training;

/// <summary>The rules of <see cref="DqnOptions"/>.</summary>
internal sealed partial class DqnSettingsCheck : SettingsCheck
{
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
            "be false with Munchausen targets, which have no maximum that another network could choose",
            options.DoubleQ);
        check.Require(
            options.TargetRule is null || (options.Munchausen is null && !options.DoubleQ),
            "be null with DoubleQ or Munchausen, which choose a target too",
            options.TargetRule);
        check.Require(!string.IsNullOrWhiteSpace(options.Device), "name a device, such as cpu or cuda:0", options.Device);
        check.Require(Enum.IsDefined(options.UpdatePath), "be one of the paths", options.UpdatePath);
        check.Require(options.ReplayCapacity >= options.BatchSize, $"hold at least a batch of {options.BatchSize}", options.ReplayCapacity);
        if (options.PrioritizedReplay is { } prioritized)
            check.RequireSchedule(prioritized.Beta, 0, 1, options.Steps, "options.PrioritizedReplay.Beta");
        check.Require(
            options.CreateSampler is null || options.PrioritizedReplay is null,
            "be null with CreateSampler, which draws in its place",
            options.PrioritizedReplay);
        check.RequireSchedule(options.Epsilon, 0, 1, options.Steps, nameof(DqnOptions.Epsilon));
        check.RequireSchedule(options.Temperature, 0, double.MaxValue, options.Steps, nameof(DqnOptions.Temperature));
        check.Require(options.TimeLimit is null || options.TimeLimit > TimeSpan.Zero, "be positive", options.TimeLimit);
        check.Require(options.CheckpointPath is null || options.CheckpointPath.Trim().Length > 0, "name a file", options.CheckpointPath);
        check.Require(options.Observers is not null && !options.Observers.Contains(null!), "name observers", options.Observers);
        check.RequireOfflineAlgorithm(options);
        return check;
    }
}
