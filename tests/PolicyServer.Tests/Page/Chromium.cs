using System.Diagnostics;

namespace PolicyServer.Tests.Page;

/// <summary>A browser without a window, which speaks to this machine only.</summary>
internal static class Chromium
{
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "chromium"))
        .FirstOrDefault(File.Exists);

    public static Process Start(string profile, params string[] arguments)
    {
        ProcessStartInfo start = new(Path!) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] always =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            $"--user-data-dir={profile}",
        ];
        foreach (string argument in always.Concat(arguments))
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>The page as it is once its scripts have run.</summary>
    public static async Task<string> DumpAsync(Uri page)
    {
        string profile = Directory.CreateTempSubdirectory("deepq-chromium-").FullName;
        try
        {
            using Process process = Start(profile, "--virtual-time-budget=10000", "--dump-dom", $"{page}");
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string document = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? document : throw new InvalidOperationException(await errors);
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }
}
