using System.Text;
using Spectre.Console;

namespace Samples;

/// <summary>The few kinds of output that the steps share.</summary>
internal static class ConsoleOutput
{
    // Without a terminal, lines of a log should not be wrapped at its width.
    private const int RedirectedWidth = 200;

    public static IAnsiConsole Open()
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = RedirectedWidth;
        else
            Console.OutputEncoding = Encoding.UTF8;
        return AnsiConsole.Console;
    }

    public static void Heading(this IAnsiConsole console, int step, string text)
    {
        if (step > 1)
            console.WriteLine();
        console.MarkupLineInterpolated($"[bold dodgerblue1]{step}[/] [bold]{text}[/]");
    }

    public static void Line(this IAnsiConsole console, string text) =>
        console.Write(new Padder(new Text(text), new(2, 0, 0, 0)));
}
