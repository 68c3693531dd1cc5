using DeepQ.Learning;
using DeepQ.Learning.Training;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Samples.Training;

/// <summary>The progress of training as a panel of figures with a bar and a small chart of the evaluations.</summary>
/// <param name="full">The return at which the chart is full; null for the greatest so far.</param>
internal sealed class ProgressPanel(double? full)
{
    private const int MaxBarWidth = 60;
    private const int MinBarWidth = 10;
    private const int BesideTheBar = 24;
    private readonly List<EvaluationRecord> _evaluations = [];

    /// <summary>Adds the latest evaluation to the chart.</summary>
    public void Include(TrainingProgress progress)
    {
        if (progress.LastEvaluation is { } latest && (_evaluations.Count == 0 || _evaluations[^1] != latest))
            _evaluations.Add(latest);
    }

    public IRenderable Render(TrainingProgress progress, int width)
    {
        int barWidth = Math.Clamp(width - BesideTheBar, MinBarWidth, MaxBarWidth);
        Grid figures = new();
        figures.AddColumns(4);
        Add("steps", $"{progress.Step:N0}", "mean return, last 100 episodes", ProgressLine.MeanReturn(progress));
        Add("episodes", $"{progress.Episodes:N0}", "latest evaluation", ProgressLine.Evaluation(progress));
        Add("epsilon", $"{progress.Epsilon:F2}", "loss", ProgressLine.Loss(progress));
        Add("updates/s", $"{progress.UpdatesPerSecond:N0}", "time left, at most", ProgressLine.Remaining(progress));
        Markup chart = new($"[grey]evaluations [/] [orange1]{Chart(barWidth)}[/]");
        Rows rows = new(Bar(progress.Fraction, barWidth), figures, chart);
        return new Panel(rows).RoundedBorder().BorderColor(Color.Grey);

        void Add(string name, string value, string secondName, string secondValue) => figures.AddRow(
            new Markup($"[grey]{name}[/]"), new Text(value).RightJustified(),
            new Markup($"[grey]   {secondName}[/]"), new Text(secondValue).RightJustified());
    }

    private static Markup Bar(double fraction, int width)
    {
        int done = (int)Math.Round(Math.Clamp(fraction, 0, 1) * width);
        (string full, string empty) = (new('━', done), new('─', width - done));
        return new($"[dodgerblue1]{full}[/][grey]{empty}[/] {fraction * 100,3:F0} % of the steps");
    }

    private string Chart(int width)
    {
        double[] returns = [.. _evaluations.TakeLast(width).Select(record => record.Result.MeanReturn)];
        return Sparkline.Of(returns, full ?? returns.Append(1).Max());
    }
}
