using System.Runtime.CompilerServices;

namespace DeepQ.Learning;

/// <summary>Collects everything that is wrong with the settings, so that a user mends all of it at once.</summary>
internal sealed class SettingsCheck
{
    private readonly List<string> _failures = [];

    public static SettingsCheck Of(DqnOptions options)
    {
        SettingsCheck check = new();
        check.Require(options.HiddenUnits is { } units && units.All(width => width > 0), "have positive widths", Widths(options), "HiddenUnits");
        check.Require(options.Gamma is >= 0 and <= 1, "be in [0, 1]", options.Gamma);
        check.Require(options.LearningRate > 0 && double.IsFinite(options.LearningRate), "be positive", options.LearningRate);
        check.Require(options.BatchSize > 0, "be positive", options.BatchSize);
        check.Require(Enum.IsDefined(options.Loss), "be one of the loss functions", options.Loss);
        check.Require(options.HuberThreshold > 0 && double.IsFinite(options.HuberThreshold), "be positive", options.HuberThreshold);
        check.Require(options.MaxGradientNorm > 0, "be positive", options.MaxGradientNorm);
        check.Require(options.TargetUpdateRate is > 0 and <= 1, "be above 0 and at most 1", options.TargetUpdateRate);
        check.Require(options.TargetUpdateInterval > 0, "be positive", options.TargetUpdateInterval);
        check.Require(!string.IsNullOrWhiteSpace(options.Device), "name a device, such as cpu or cuda:0", options.Device);
        check.Require(options.Threads > 0, "be positive", options.Threads);
        check.Require(options.Steps > 0, "be positive", options.Steps);
        check.Require(options.ReplayCapacity >= options.BatchSize, $"hold at least a batch of {options.BatchSize}", options.ReplayCapacity);
        check.Require(options.LearningStart >= 0, "not be negative", options.LearningStart);
        check.Require(options.UpdateInterval > 0, "be positive", options.UpdateInterval);
        check.Require(options.UpdatesPerInterval > 0, "be positive", options.UpdatesPerInterval);
        check.Require(options.Epsilon is not null, "be a schedule", options.Epsilon);
        check.Require(options.EvaluationInterval > 0, "be positive", options.EvaluationInterval);
        check.Require(options.EvaluationEpisodes > 0, "be positive", options.EvaluationEpisodes);
        check.Require(options.TargetReturn is null || double.IsFinite(options.TargetReturn.Value), "be finite", options.TargetReturn);
        check.Require(options.Updates > 0, "be positive", options.Updates);
        return check;
    }

    public void Require<T>(bool holds, string rule, T value, [CallerArgumentExpression(nameof(value))] string setting = "")
    {
        if (!holds)
            _failures.Add($"{setting[(setting.LastIndexOf('.') + 1)..]} must {rule}; it is {value?.ToString() ?? "null"}.");
    }

    public void ThrowIfAnyFailed()
    {
        if (_failures.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, _failures));
    }

    private static string Widths(DqnOptions options) =>
        options.HiddenUnits is { } units ? $"({string.Join(", ", units)})" : "null";
}
