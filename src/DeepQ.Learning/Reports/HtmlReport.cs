using DeepQ.Learning.Seeds;
using DeepQ.Onnx.Files;

namespace DeepQ.Learning.Reports;

/// <summary>
/// Writes HTML pages about trainings: returns, losses, predicted and actual returns, exploration, speed, settings and
/// diagnosis. A page is one file and loads nothing else.
/// </summary>
public static class HtmlReport
{
    private const string EnvironmentSteps = "environment steps";

    /// <summary>Writes a page about a training, completely or not at all.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="training">The training.</param>
    /// <param name="title">The title; null for the algorithm and the environment.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, TrainingResult training, string? title = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(training);
        title ??= TitleOf(training);
        Save(path, title, $"{training}", TrainingRun.Of(title, training), training.Steps > 0 ? EnvironmentSteps : "updates");
    }

    /// <summary>
    /// Writes a page about trainings that differ only by their seeds: the returns of all of them, and the metrics of
    /// the best.
    /// </summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="seeds">The trainings.</param>
    /// <param name="title">The title; null for the algorithm and the environment.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, SeedResults seeds, string? title = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(seeds);
        title ??= TitleOf(seeds.Best.Training);
        Save(path, title, $"{seeds}", SeedsRun.Of(title, seeds), EnvironmentSteps, page => page.AddTable(
            "Seeds",
            [
                ["seed", "return", "best evaluation", "last evaluation", "steps", "time", "ended by", "diagnosis"],
                .. seeds.Seeds.Select(RowOf),
            ],
            column => column < 6));
    }

    /// <summary>Writes a page that compares several trainings.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="runs">
    /// Files of a <see cref="Logging.CsvLog"/>, TensorBoard event files, or folders with either, in which a CSV log is
    /// named <c>metrics.csv</c>. Settings that differ are read from the files beside the logs.
    /// </param>
    /// <param name="title">The title.</param>
    /// <exception cref="ArgumentException">There are no runs.</exception>
    /// <exception cref="InvalidDataException">A file is not a file of metrics.</exception>
    /// <exception cref="IOException">A file does not exist or cannot be written.</exception>
    public static void Compare(string path, IReadOnlyList<string> runs, string title = "Trainings side by side")
    {
        ArgumentNullException.ThrowIfNull(runs);
        Save(path, [.. runs.Select(LoggedRun.Read)], title);
    }

    /// <summary>Writes a page that compares several trainings.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="trainings">The trainings by name.</param>
    /// <param name="title">The title.</param>
    /// <exception cref="ArgumentException">There are no trainings.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Compare(
        string path, IReadOnlyDictionary<string, TrainingResult> trainings, string title = "Trainings side by side")
    {
        ArgumentNullException.ThrowIfNull(trainings);
        Save(path, [.. trainings.Select(pair => TrainingRun.Of(pair.Key, pair.Value))], title);
    }

    private static void Save(
        string path, string title, string subtitle, ReportRun run, string unit, Action<ReportPage>? more = null)
    {
        ReportPage page = new(title, subtitle);
        page.AddFigures(run.Figures);
        if (run.Diagnosis is not null)
            page.AddDiagnosis(run.Diagnosis);
        page.AddCharts(ChartsOfRuns.Of(run), unit);
        more?.Invoke(page);
        if (run.Settings is { } settings)
        {
            page.AddTable(
                "Settings",
                [
                    ["setting", "value", ""],
                    .. settings.Values
                        .OrderByDescending(setting => settings.Changed.Contains(setting.Key))
                        .Select(setting => (string[])[setting.Key, setting.Value, settings.Changed.Contains(setting.Key) ? "changed" : "default"]),
                ],
                _ => false,
                row => row[2] == "changed",
                "settings");
        }

        WholeFile.WriteText(path, $"{page}");
    }

    private static void Save(string path, ReportRun[] runs, string title)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (runs.Length == 0)
            throw new ArgumentException("There is no training to show.", nameof(runs));
        string[] figures = [.. runs.SelectMany(run => run.Figures.Select(figure => figure.Name)).Distinct()];
        string[] settings = [.. runs.SelectMany(run => run.Settings?.Values.Keys ?? []).Distinct().Order(StringComparer.Ordinal)
            .Where(name => runs.Select(run => Setting(run, name)).Distinct().Count() > 1)];
        ReportPage page = new(title, string.Join(", ", runs.Select(run => run.Name)));
        page.AddTable(
            "Figures",
            [
                ["", .. runs.Select(run => run.Name)],
                .. figures.Select(name => (string[])[name, .. runs.Select(run => run.Figures.FirstOrDefault(figure => figure.Name == name).Text ?? "–")]),
            ],
            column => column > 0);
        page.AddCharts(ChartsOfRuns.Of(runs), EnvironmentSteps);
        if (settings.Length > 0)
        {
            page.AddTable(
                "Settings that differ",
                [
                    ["setting", .. runs.Select(run => run.Name)],
                    .. settings.Select(name => (string[])[name, .. runs.Select(run => Setting(run, name))]),
                ],
                _ => false,
                kind: "settings");
        }

        WholeFile.WriteText(path, $"{page}");

        static string Setting(ReportRun run, string name) => run.Settings?.Values.GetValueOrDefault(name) ?? "–";
    }

    private static string[] RowOf(SeedResult seed) =>
    [
        $"{seed.Seed}",
        TrainingRun.Number(seed.Return),
        TrainingRun.Number(seed.Training.BestEvaluation?.Result.MeanReturn ?? double.NaN),
        seed.Training.Evaluations is [.., var last] ? TrainingRun.Number(last.Result.MeanReturn) : "–",
        TrainingRun.Count(seed.Training.Steps),
        TrainingRun.Time(seed.Training.Elapsed),
        $"{seed.Training.StopReason}",
        string.Join(", ", seed.Training.Diagnosis.Select(finding => finding.Name)),
    ];

    private static string TitleOf(TrainingResult training) =>
        training.Settings is { } settings ? $"{training.Algorithm} on {settings.Problem}" : training.Algorithm;
}
