using System.Diagnostics;
using System.Globalization;

namespace DeepQ.Serving.Tests.Hostile;

/// <summary>Runs the program HostileFiles, which loads files in a process of its own, and reads what it says.</summary>
internal static class HostileProcess
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="InvalidOperationException">It died or said nothing more; the message names the file.</exception>
    public static List<HostileResult> Run(params string[] arguments)
    {
        // Both are built into neighboring folders.
        string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        string program = Path.Combine(here, "..", "..", "HostileFiles", Path.GetFileName(here), "HostileFiles.dll");
        ProcessStartInfo start = new("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        List<HostileResult> results = [];
        string last = "nothing";
        while (Next(process, last) is { } line)
        {
            string[] parts = line.Split('\t');
            if (parts is [var name, "begins"])
                last = name;
            else if (parts is [_, var verdict, var reason, var seconds, var megabytes, var profile, var operators])
                results.Add(new(last, verdict, reason, Number(seconds), Number(megabytes), profile, operators.Split(' ')));
        }

        process.WaitForExit();
        return process.ExitCode == 0
            ? results
            : throw new InvalidOperationException($"It ended with {process.ExitCode} at '{last}': {errors.Result}");
    }

    private static string? Next(Process process, string last)
    {
        Task<string?> line = process.StandardOutput.ReadLineAsync();
        if (line.Wait(Silence))
            return line.Result;
        process.Kill();
        throw new InvalidOperationException($"It said nothing more for {Silence} at '{last}'.");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
