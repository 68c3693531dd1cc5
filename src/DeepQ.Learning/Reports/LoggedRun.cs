using DeepQ.Learning.Logging;

namespace DeepQ.Learning.Reports;

/// <summary>
/// Reads a run from the files of a <see cref="CsvLog"/> or a <see cref="TensorBoardLog"/>, with the settings beside
/// them.
/// </summary>
internal static class LoggedRun
{
    private const string Metrics = "metrics.csv";

    /// <summary>Reads a training from a file, or from a folder with <c>metrics.csv</c> or event files.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not a file of metrics.</exception>
    public static ReportRun Read(string path)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        Dictionary<string, List<(long Step, double Value)>> metrics = [];
        IEnumerable<(string Tag, long Step, double Value)> numbers = Numbers(path, out string settings);
        foreach ((string tag, long step, double value) in numbers)
        {
            if (!metrics.TryGetValue(tag, out List<(long, double)>? points))
                metrics[tag] = points = [];
            if (double.IsFinite(value))
                points.Add((step, value));
        }

        return new ReportRun(name, metrics.Where(metric => metric.Value.Count > 0).ToDictionary(
            metric => metric.Key, metric => MetricPoints.Of(metric.Value)))
        {
            Settings = SettingsFile.Read(settings),
            Band = "one standard deviation of the episodes of an evaluation",
            Figures = [.. FiguresOf(metrics)],
        };
    }

    private static IEnumerable<(string Tag, long Step, double Value)> Numbers(string path, out string settings)
    {
        bool isFolder = Directory.Exists(path);
        string table = isFolder ? Path.Combine(path, Metrics) : path;
        string[] events = isFolder ? EventFile.In(path) : path.Contains("tfevents", StringComparison.Ordinal) ? [path] : [];
        if (events.Length > 0 && !(isFolder && File.Exists(table)))
        {
            settings = Path.Combine(Path.GetDirectoryName(events[0])!, "settings.json");
            // A resumed training has one more file and repeats some steps.
            return events.SelectMany(EventFile.Read).OrderBy(number => number.Step);
        }

        if (!File.Exists(table))
            throw new FileNotFoundException($"There is neither '{table}' nor an event file: a CsvLog or a TensorBoardLog writes one.", table);
        settings = SettingsFile.Beside(table);
        return CsvFile.Read(table);
    }

    private static IEnumerable<(string Name, string Text)> FiguresOf(Dictionary<string, List<(long Step, double Value)>> metrics)
    {
        if (!metrics.TryGetValue("evaluation/mean_return", out var returns) || returns.Count == 0)
            yield break;
        yield return ("last evaluation", TrainingRun.Number(returns[^1].Value));
        yield return ("best evaluation", TrainingRun.Number(returns.Max(point => point.Value)));
        yield return ("steps", TrainingRun.Count(returns[^1].Step));
    }
}
