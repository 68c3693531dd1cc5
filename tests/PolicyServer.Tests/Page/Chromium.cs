using System.Diagnostics;

namespace PolicyServer.Tests.Page;

/// <summary>A browser without a window, which speaks to this machine only: Chromium, or one that is built on it.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "google-chrome", "microsoft-edge"];

    // Windows and macOS do not have it on the PATH.
    private static readonly string[] Installed =
    [
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];

    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
        .Concat(Installed)
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
