using System.Text.Json;
using DeepQ.Decisions.Tests;
using Microsoft.Extensions.Time.Testing;

namespace DeepQ.Tool.Tests.Support;

/// <summary>A command line that was run in this process.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">What it wrote, with line ends of one character.</param>
/// <param name="Errors">What it says is wrong.</param>
internal sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Output);

    /// <summary>Runs a command line that succeeds.</summary>
    public static async Task<ToolRun> DoneAsync(params string[] args)
    {
        ToolRun run = await RunAsync(args);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Empty(run.Errors);
        return run;
    }

    /// <summary>Runs a command line that fails, and gives the one line that says why.</summary>
    public static async Task<string> FailedAsync(params string[] args)
    {
        ToolRun run = await RunAsync(args);
        Assert.Equal(1, run.ExitCode);
        return Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }

    /// <summary>Runs a command line an hour after the logs of the tests begin.</summary>
    public static async Task<ToolRun> RunAsync(params string[] args)
    {
        using StringWriter output = new(), errors = new();
        FakeTimeProvider time = new(LogBuilder.At(60));
        int exitCode = await DeepQCommand.RunAsync(args, output, errors, time);
        return new(exitCode, $"{output}".ReplaceLineEndings("\n"), $"{errors}".ReplaceLineEndings("\n"));
    }
}
