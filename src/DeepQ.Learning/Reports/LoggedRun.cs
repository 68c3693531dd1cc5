using System.Globalization;
using DeepQ.Learning.Logging;

namespace DeepQ.Learning.Reports;

/// <summary>Reads the run of a page of what a <see cref="CsvLog"/> wrote, and of the settings beside it.</summary>
internal static class LoggedRun
{
    /// <summary>A training in a file, or in <c>metrics.csv</c> of a folder.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no file of metrics.</exception>
    public static ReportRun Read(string path)
    {
        string file = Directory.Exists(path) ? Path.Combine(path, "metrics.csv") : path;
        if (!File.Exists(file))
            throw new FileNotFoundException($"'{file}' is not there: a CsvLog writes it.", file);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        Dictionary<string, List<(long Step, double Value)>> metrics = [];
        int line = 0;
        foreach (string text in File.ReadLines(file))
        {
            if (line++ == 0)
            {
                if (text != "step,metric,value")
                    throw new InvalidDataException($"'{file}' is no file of metrics: it does not begin with step,metric,value.");
                continue;
            }

            string[] parts = text.Split(',');
            if (parts.Length != 3
                || !long.TryParse(parts[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out long step)
                || !double.TryParse(parts[2], NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                // What was being written when a program ended.
                continue;
            }

            if (!metrics.TryGetValue(parts[1], out List<(long, double)>? points))
                metrics[parts[1]] = points = [];
            if (double.IsFinite(value))
                points.Add((step, value));
        }

        return new ReportRun(name, metrics.Where(metric => metric.Value.Count > 0).ToDictionary(
            metric => metric.Key, metric => MetricPoints.Of(metric.Value)))
        {
            Settings = SettingsFile.Read(SettingsFile.Beside(file)),
            Band = "one standard deviation between the episodes of an evaluation",
            Figures = [.. FiguresOf(metrics)],
        };
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
