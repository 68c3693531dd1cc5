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
        check.Require(
            options.PrioritizedReplay is null or { Beta: not null },
            "be a schedule",
            options.PrioritizedReplay?.Beta);
        check.Require(
            options.CreateSampler is null || options.PrioritizedReplay is null,
            "be null with CreateSampler, which draws in its place",
            options.PrioritizedReplay);
        check.Require(options.Epsilon is not null, "be a schedule", options.Epsilon);
        check.Require(options.Temperature is not null, "be a schedule", options.Temperature);
        check.Require(options.TimeLimit is null || options.TimeLimit > TimeSpan.Zero, "be positive", options.TimeLimit);
        check.Require(options.CheckpointPath is null || options.CheckpointPath.Trim().Length > 0, "name a file", options.CheckpointPath);
        check.Require(options.Observers is not null && !options.Observers.Contains(null!), "name observers", options.Observers);
        check.RequireOfflineAlgorithm(options);
        return check;
    }
}
