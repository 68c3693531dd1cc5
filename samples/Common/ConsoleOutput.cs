using System.Text;
using Spectre.Console;

namespace Samples;

/// <summary>The few forms of output that the steps share.</summary>
internal static class ConsoleOutput
{
    // Lines of a log are not to be broken at the width of a terminal that is not there.
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
