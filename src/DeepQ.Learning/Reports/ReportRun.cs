using DeepQ.Learning.Findings;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Reports;

/// <summary>A training as a page shows it, whether it has just ended or was read from the files of a log.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Metrics">Its metrics, by their names in logs.</param>
internal sealed record ReportRun(string Name, IReadOnlyDictionary<string, MetricPoints> Metrics)
{
    /// <summary>The settings that it started with; null if unknown.</summary>
    public TrainingSettings? Settings { get; init; }

    /// <summary>Short figures, by name.</summary>
    public IReadOnlyList<(string Name, string Text)> Figures { get; init; } = [];

    /// <summary>The findings; null if there was no diagnosis.</summary>
    public IReadOnlyList<Finding>? Diagnosis { get; init; }

    /// <summary>The meaning of the band around the returns; null for no band.</summary>
    public string? Band { get; init; }
}
