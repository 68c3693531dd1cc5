using DeepQ.Learning.Findings;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Reports;

/// <summary>A training as a page shows it, whether it has just ended or stands in the files of a log.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Metrics">Its metrics, by the names that logs have for them.</param>
internal sealed record ReportRun(string Name, IReadOnlyDictionary<string, MetricPoints> Metrics)
{
    /// <summary>The settings that it was started with; null where nobody knows.</summary>
    public TrainingSettings? Settings { get; init; }

    /// <summary>Figures in a few words, by what they are of.</summary>
    public IReadOnlyList<(string Name, string Text)> Figures { get; init; } = [];

    /// <summary>What was found; null where nobody looked.</summary>
    public IReadOnlyList<Finding>? Diagnosis { get; init; }

    /// <summary>What the band around the returns is; null for no band.</summary>
    public string? Band { get; init; }
}
