using System.Globalization;
using System.Text;

namespace DeepQ.MLNet.Sweeps;

/// <summary>The trials of a sweep and the best of them.</summary>
public sealed class SweepResult
{
    internal SweepResult(
        IReadOnlyList<SweepTrial> trials,
        SweepTrial? best,
        DeepQTrainer.Options? bestOptions,
        string? modelPath,
        bool isComplete) =>
        (Trials, Best, BestOptions, ModelPath, IsComplete) = (trials, best, bestOptions, modelPath, isComplete);

    /// <summary>The trials, round by round.</summary>
    public IReadOnlyList<SweepTrial> Trials { get; }

    /// <summary>
    /// The best trial of the last round; null if none has a score. The value of its model is
    /// <see cref="SweepTrial.FreshScore"/>, not the score that selected it.
    /// </summary>
    public SweepTrial? Best { get; }

    /// <summary>The settings of <see cref="Best"/>, for the full training.</summary>
    public DeepQTrainer.Options? BestOptions { get; }

    /// <summary>
    /// The file with the model of <see cref="Best"/>: a pipeline for <c>mlContext.Model.Load</c> if the sweep learned
    /// from logged data, an ONNX file if it learned in an environment. Null if no trial has a score.
    /// </summary>
    public string? ModelPath { get; }

    /// <summary>
    /// Whether all trials were completed; false if the sweep was canceled. Calling it again continues it.
    /// </summary>
    public bool IsComplete { get; }

    /// <summary>Formats the trials as a table, best first.</summary>
    public override string ToString()
    {
        if (Trials.Count == 0)
            return "no trials";
        string[] names = [.. Trials[0].Values.Keys];
        string[][] rows =
        [
            ["candidate", "round", "budget", .. names, "score", ""],
            .. Trials.OrderByDescending(trial => trial.Round).ThenByDescending(trial => trial.Score)
                .Select(trial => Row(trial, names)),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        StringBuilder text = new();
        foreach (string[] row in rows)
            text.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        if (Best is { FreshDescription: { } fresh })
            text.AppendLine(CultureInfo.InvariantCulture, $"best: candidate {Best.Candidate}; on episodes without selection {fresh}");
        return text.ToString().TrimEnd();
    }

    private static string[] Row(SweepTrial trial, string[] names) =>
    [
        $"{trial.Candidate}",
        $"{trial.Round}",
        $"{trial.Budget}",
        .. names.Select(name => trial.Values[name]),
        trial.Succeeded ? trial.Score.ToString("G4", CultureInfo.InvariantCulture) : "failed",
        trial.Description,
    ];

    /// <summary>Returns the best trials of the last round with a score, greatest score first.</summary>
    internal static IEnumerable<SweepTrial> FinalistsOf(IReadOnlyList<SweepTrial> trials, int count)
    {
        SweepTrial[] scored = [.. trials.Where(trial => trial.Succeeded)];
        int last = scored.Length == 0 ? 0 : scored.Max(trial => trial.Round);
        return scored.Where(trial => trial.Round == last).OrderByDescending(trial => trial.Score).Take(count);
    }

    /// <summary>Returns the trial, among the best ones, that other episodes favor; null if none has a score.</summary>
    internal static SweepTrial? BestOf(IReadOnlyList<SweepTrial> trials, int finalists) =>
        FinalistsOf(trials, finalists).MaxBy(trial => trial.SecondScore ?? trial.Score);
}
