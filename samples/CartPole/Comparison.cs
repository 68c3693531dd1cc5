using System.CommandLine;
using DeepQ.Learning.Reports;
using Samples;

namespace CartPoleSample;

/// <summary>Compares runs side by side on a page: <c>compare RUN...</c>.</summary>
internal static class Comparison
{
    /// <summary>The first word of the command line.</summary>
    public const string Word = "compare";

    /// <summary>Writes the page.</summary>
    /// <param name="args">The command line after the word.</param>
    /// <param name="output">Receives the path of the page.</param>
    /// <param name="errors">Receives errors.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        Argument<string[]> runs = new("runs")
        {
            Description = "The folders of runs, or their files of metrics",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> page = new("--page") { Description = "The page", DefaultValueFactory = _ => "compare.html" };
        RootCommand command = new("Puts runs side by side in a page.") { runs, page };
        if (!command.TryRead(
            args, parsed => new Asked(parsed.GetValue(runs)!, parsed.GetValue(page)!), output, errors, out Asked? asked, out int exitCode))
        {
            return exitCode;
        }

        try
        {
            HtmlReport.Compare(asked.Page, asked.Runs);
            output.WriteLine(Path.GetFullPath(asked.Page));
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            errors.WriteLine(failure.Message);
            return 1;
        }
    }

    private sealed record Asked(string[] Runs, string Page);
}
