using DeepQ.Environments;
using DeepQ.Learning;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CartPoleSample;

/// <summary>The progress of training as a panel of figures with a bar and a small chart of the evaluations.</summary>
internal sealed class ProgressPanel
{
    private const int MaxBarWidth = 60;
    private const int Frame = 6;
    private readonly List<EvaluationRecord> _evaluations = [];

    /// <summary>Remembers the latest evaluation for the chart.</summary>
    public void Include(TrainingProgress progress)
    {
        if (progress.LastEvaluation is { } latest && (_evaluations.Count == 0 || _evaluations[^1] != latest))
            _evaluations.Add(latest);
    }

    public IRenderable Render(TrainingProgress progress, int width)
    {
        int barWidth = Math.Min(MaxBarWidth, width - Frame - 24);
        Grid figures = new();
        figures.AddColumns(4);
        AddRow(figures, "steps", $"{progress.Step:N0}", "mean return, last 100 episodes", ProgressLine.MeanReturn(progress));
        AddRow(figures, "episodes", $"{progress.Episodes:N0}", "latest evaluation", ProgressLine.Evaluation(progress));
        AddRow(figures, "epsilon", $"{progress.Epsilon:F2}", "loss", ProgressLine.Loss(progress));
        AddRow(figures, "updates/s", $"{progress.UpdatesPerSecond:N0}", "time left, at most", ProgressLine.Remaining(progress));
        Markup chart = new($"[grey]evaluations [/] [orange1]{Chart(barWidth)}[/] [grey]of 500[/]");
        return new Panel(new Rows(Bar(progress.Fraction, barWidth), figures, chart)).RoundedBorder().BorderColor(Color.Grey);
    }

    private static Markup Bar(double fraction, int width)
    {
        int done = (int)Math.Round(Math.Clamp(fraction, 0, 1) * width);
        return new($"[dodgerblue1]{new string('━', done)}[/][grey]{new string('─', width - done)}[/] {fraction:P0} of the steps");
    }

    private static void AddRow(Grid grid, string name, string value, string secondName, string secondValue) => grid.AddRow(
        new Markup($"[grey]{name}[/]"), new Text(value).RightJustified(),
        new Markup($"[grey]{secondName}[/]"), new Text(secondValue).RightJustified());

    private string Chart(int width) => Sparkline.Of(
        [.. _evaluations.TakeLast(width).Select(record => record.Result.MeanReturn)], CartPole.SolvedReturn);
}
