using DecisionLoopSample.Chart;
using DeepQ.Learning;
using DeepQ.Onnx.Verification;
using Samples;
using Spectre.Console;

namespace DecisionLoopSample;

/// <summary>
/// The loop of decisions end to end, in a shop whose customers change their tastes. <see cref="Story"/> has the steps.
/// </summary>
internal static class Program
{
    /// <summary>The required share of the difference between the rule and the best offers.</summary>
    private const double Mark = 0.8;

    public static async Task<int> Main(string[] args)
    {
        if (!LoopOptions.TryParse(args, Console.Out, Console.Error, out LoopOptions? options, out int exitCode))
            return exitCode;

        try
        {
            return await RunAsync(options, ConsoleOutput.Open()) ? 0 : 1;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException
            or PolicyVerificationException or TrainingDivergedException)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }

    private static async Task<bool> RunAsync(LoopOptions options, IAnsiConsole console)
    {
        LoopFiles files = LoopFiles.In(options.Out);
        await using Loop loop = new(options, files);
        LoopHistory history = await Story.TellAsync(loop, console);
        LoopPicture.Draw(history).SaveSvg(files.Picture, LoopPicture.Width, LoopPicture.Height);
        console.WriteLine();
        console.Line(
            $"{100 * history.ClosedBefore:F0}% of the way from the rule to the best offers before the change, "
            + $"{100 * history.ClosedAfter:F0}% at the end; {100 * Mark:F0}% is the mark");
        console.Line($"{files.Picture}; the versions and their cards are in {files.Registry}");
        return history.ClosedBefore >= Mark && history.ClosedAfter >= Mark;
    }
}
