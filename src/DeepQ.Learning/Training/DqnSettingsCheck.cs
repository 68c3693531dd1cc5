using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning.Training;

/// <summary>The rules of <see cref="DqnOptions"/>.</summary>
internal sealed partial class DqnSettingsCheck : SettingsCheck
{
    public static DqnSettingsCheck Of(DqnOptions options)
    {
        DqnSettingsCheck check = new();
        check.RequireNetwork(options);
        check.Require(options.Gamma is >= 0 and <= 1, "be in [0, 1]", options.Gamma);
        check.RequireOptimizer(options);
        check.Require(options.BatchSize > 0, "be positive", options.BatchSize);
        check.Require(options.Loss is not null, "be a loss function", options.Loss);
        check.Require(options.HuberThreshold > 0 && double.IsFinite(options.HuberThreshold), "be positive", options.HuberThreshold);
        check.Require(options.MaxGradientNorm > 0, "be positive", options.MaxGradientNorm);
        check.Require(options.NStep > 0, "be positive", options.NStep);
        check.Require(options.Munchausen is null or { Scale: >= 0 and < 1 }, "be in [0, 1)", options.Munchausen?.Scale);
        check.Require(
            options.Munchausen is null or { Temperature: > 0 and < double.PositiveInfinity },
            "be positive",
            options.Munchausen?.Temperature);
        check.Require(options.Munchausen is null or { Floor: < 0 }, "be negative", options.Munchausen?.Floor);
        check.Require(
            options.Munchausen is null || !options.DoubleQ,
            "be false with Munchausen targets, which have no maximum that another network could choose",
            options.DoubleQ);
        check.Require(
            options.TargetRule is null || (options.Munchausen is null && !options.DoubleQ),
            "be null with DoubleQ or Munchausen, which choose a target too",
            options.TargetRule);
        check.Require(options.TargetUpdateRate is > 0 and <= 1, "be above 0 and at most 1", options.TargetUpdateRate);
        check.Require(options.TargetUpdateInterval > 0, "be positive", options.TargetUpdateInterval);
        check.Require(!string.IsNullOrWhiteSpace(options.Device), "name a device, such as cpu or cuda:0", options.Device);
        check.Require(Enum.IsDefined(options.UpdatePath), "be one of the paths", options.UpdatePath);
        check.Require(options.Threads is null or > 0, "be positive, or null", options.Threads);
        check.Require(options.Steps > 0, "be positive", options.Steps);
        check.Require(options.ReplayCapacity >= options.BatchSize, $"hold at least a batch of {options.BatchSize}", options.ReplayCapacity);
        check.Require(
            options.PrioritizedReplay is null or { Alpha: >= 0 and <= 1 },
            "be in [0, 1]",
            options.PrioritizedReplay?.Alpha);
        check.Require(
            options.PrioritizedReplay is null or { Beta: not null },
            "be a schedule",
            options.PrioritizedReplay?.Beta);
        check.Require(
            options.PrioritizedReplay is null or { Epsilon: > 0 and < double.PositiveInfinity },
            "be positive",
            options.PrioritizedReplay?.Epsilon);
        check.Require(options.LearningStart >= 0, "not be negative", options.LearningStart);
        check.Require(options.UpdateInterval > 0, "be positive", options.UpdateInterval);
        check.Require(options.UpdatesPerInterval > 0, "be positive", options.UpdatesPerInterval);
        check.Require(options.Epsilon is not null, "be a schedule", options.Epsilon);
        check.Require(
            options.EpsilonSpread is >= 0 and < double.PositiveInfinity, "not be negative", options.EpsilonSpread);
        check.Require(options.Temperature is not null, "be a schedule", options.Temperature);
        check.Require(options.EvaluationInterval > 0, "be positive", options.EvaluationInterval);
        check.Require(options.EvaluationEpisodes > 0, "be positive", options.EvaluationEpisodes);
        check.Require(options.MaxEvaluationSteps > 0, "be positive", options.MaxEvaluationSteps);
        check.Require(options.Finalists > 0, "be positive", options.Finalists);
        check.Require(options.FinalEpisodes >= 0, "not be negative", options.FinalEpisodes);
        check.Require(options.TargetReturn is null || double.IsFinite(options.TargetReturn.Value), "be finite", options.TargetReturn);
        check.Require(options.Patience is null or > 0, "be positive", options.Patience);
        check.Require(options.TimeLimit is null || options.TimeLimit > TimeSpan.Zero, "be positive", options.TimeLimit);
        check.Require(options.CheckpointPath is null || options.CheckpointPath.Trim().Length > 0, "name a file", options.CheckpointPath);
        check.Require(options.CheckpointInterval > 0, "be positive", options.CheckpointInterval);
        check.Require(options.Observers is not null && !options.Observers.Contains(null!), "name observers", options.Observers);
        check.Require(options.Updates > 0, "be positive", options.Updates);
        check.RequireOfflineAlgorithm(options);
        return check;
    }
}
