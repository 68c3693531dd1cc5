using Samples;
using Spectre.Console;

namespace MinAtarSample;

/// <summary>Shows a game: live on a terminal, otherwise as a few pictures.</summary>
internal static class Screen
{
    private const int Pictures = 6;
    private const int Apart = 8;
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(100);

    /// <summary>Shows frames until the last, or until it is canceled.</summary>
    /// <returns>The last frame.</returns>
    public static Frame Show(IAnsiConsole console, IEnumerable<Frame> frames, bool plays, CancellationToken cancellationToken)
    {
        if (plays && console.Profile.Out.IsTerminal && console.Profile.Capabilities.Ansi)
            return Live(console, frames, cancellationToken);

        List<Frame> all = [.. frames];
        console.Line(Frame.SideBySide([.. all.Where((_, i) => i % Apart == 0).Take(Pictures)]));
        return all[^1];
    }

    private static Frame Live(IAnsiConsole console, IEnumerable<Frame> frames, CancellationToken cancellationToken) =>
        console.Live(new Text("")).Start(live =>
        {
            Frame? last = null;
            foreach (Frame frame in frames)
            {
                last = frame;
                live.UpdateTarget(new Panel(new Rows(
                        new Text(frame.Wide()),
                        new Text($"step {frame.Step:N0}, {(frame.Action.Length > 0 ? frame.Action : "over")}")))
                    .RoundedBorder()
                    .Header($"return {frame.Return:0}"));
                if (cancellationToken.WaitHandle.WaitOne(FrameTime))
                    break;
            }

            return last!;
        });
}
