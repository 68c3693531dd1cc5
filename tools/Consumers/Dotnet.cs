using System.Diagnostics;
using System.Text;

namespace Consumers;

/// <summary>Runs <c>dotnet</c> as a user would, whatever this process was started with.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs a command to its end.</summary>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="arguments">The command and what follows it.</param>
    /// <returns>What it wrote.</returns>
    /// <exception cref="FailureException">It failed, or took longer than ten minutes.</exception>
    public static string Run(string folder, params string[] arguments) => RunProgram("dotnet", folder, arguments);

    /// <summary>Runs another program to its end.</summary>
    /// <param name="program">The program.</param>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="arguments">What follows it.</param>
    /// <returns>What it wrote.</returns>
    /// <exception cref="FailureException">It failed, or took longer than ten minutes.</exception>
    public static string RunProgram(string program, string folder, params string[] arguments)
    {
        using Process process = StartProgram(program, folder, arguments);
        StringBuilder output = new();
        DataReceivedEventHandler append = (_, line) =>
        {
            lock (output)
                output.AppendLine(line.Data);
        };
        process.OutputDataReceived += append;
        process.ErrorDataReceived += append;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        bool ended = process.WaitForExit(Limit);
        if (!ended)
            process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return ended && process.ExitCode == 0
            ? output.ToString()
            : throw new FailureException(
                $"{program} {string.Join(' ', arguments)}\n{(ended ? "failed" : $"took longer than {Limit}")}:\n{output}");
    }

    /// <summary>Starts a command; its output can be read.</summary>
    public static Process Start(string folder, params string[] arguments) => StartProgram("dotnet", folder, arguments);

    private static Process StartProgram(string program, string folder, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // It would go before the folder that the workspace names.
        start.Environment.Remove("NUGET_PACKAGES");
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        // What a feed says of a package is not a fault of what is tested.
        start.Environment["NuGetAudit"] = "false";
        return Process.Start(start)!;
    }
}
