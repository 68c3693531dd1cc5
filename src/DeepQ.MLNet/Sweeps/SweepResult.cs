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
    /// The best trial of the last round; null where none has a score. What its model is worth is its
    /// <see cref="SweepTrial.FreshScore"/>, and not the score that chose it.
    /// </summary>
    public SweepTrial? Best { get; }

    /// <summary>The settings of <see cref="Best"/>, for the full training.</summary>
    public DeepQTrainer.Options? BestOptions { get; }

    /// <summary>
    /// The file with the model of <see cref="Best"/>: a pipeline for <c>mlContext.Model.Load</c> where the sweep
    /// learned from logged data, an ONNX file where it learned in an environment. Null where no trial has a score.
    /// </summary>
    public string? ModelPath { get; }

    /// <summary>
    /// Whether all trials were made; false where the sweep was canceled. The same call goes on with it.
    /// </summary>
    public bool IsComplete { get; }

    /// <summary>A table of the trials, the best first.</summary>
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
            text.AppendLine(CultureInfo.InvariantCulture, $"best: candidate {Best.Candidate}; by episodes that chose nothing {fresh}");
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

    /// <summary>The best trials of the last round that has a score, the greatest score first.</summary>
    internal static IEnumerable<SweepTrial> FinalistsOf(IReadOnlyList<SweepTrial> trials, int count)
    {
        SweepTrial[] scored = [.. trials.Where(trial => trial.Succeeded)];
        int last = scored.Length == 0 ? 0 : scored.Max(trial => trial.Round);
        return scored.Where(trial => trial.Round == last).OrderByDescending(trial => trial.Score).Take(count);
    }

    /// <summary>The one of the best trials that other episodes speak for; null where none has a score.</summary>
    internal static SweepTrial? BestOf(IReadOnlyList<SweepTrial> trials, int finalists) =>
        FinalistsOf(trials, finalists).MaxBy(trial => trial.SecondScore ?? trial.Score);
}
