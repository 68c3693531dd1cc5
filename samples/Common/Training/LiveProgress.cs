using DeepQ.Learning;
using Spectre.Console;

namespace Samples.Training;

/// <summary>Shows the progress of training: a live panel on a terminal, otherwise occasional lines.</summary>
internal static class LiveProgress
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(2);

    /// <summary>Runs a training that reports to the console.</summary>
    /// <param name="console">The console.</param>
    /// <param name="full">The return at which the chart of evaluations is full; null for the greatest so far.</param>
    /// <param name="train">Trains and reports progress.</param>
    public static TrainingResult Show(
        IAnsiConsole console, double? full, Func<IProgress<TrainingProgress>, TrainingResult> train)
    {
        if (!console.Profile.Out.IsTerminal || !console.Profile.Capabilities.Ansi)
            return train(Lines(console));

        ProgressPanel panel = new(full);
        return console.Live(new Text("  starting ...")).Start(live => train(new Report(progress =>
        {
            panel.Include(progress);
            live.UpdateTarget(panel.Render(progress, console.Profile.Width));
        })));
    }

    /// <summary>Prints an occasional line of progress.</summary>
    public static IProgress<TrainingProgress> Lines(IAnsiConsole console)
    {
        TimeSpan due = TimeSpan.Zero;
        return new Report(progress =>
        {
            if (progress.Elapsed < due)
                return;
            due = progress.Elapsed + LineInterval;
            console.Line(ProgressLine.Of(progress));
        });
    }

    // Progress<T> would report on other threads, out of order.
    private sealed class Report(Action<TrainingProgress> show) : IProgress<TrainingProgress>
    {
        void IProgress<TrainingProgress>.Report(TrainingProgress value) => show(value);
    }
}
