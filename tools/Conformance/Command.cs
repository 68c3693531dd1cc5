using System.ComponentModel;
using System.Diagnostics;

namespace Conformance;

/// <summary>Runs programs of this machine in the folder of this program, where the scripts lie.</summary>
internal static class Command
{
    /// <summary>Runs a program whose output is shown.</summary>
    /// <returns>Whether it is there and ended with 0.</returns>
    public static bool Run(string program, params string[] arguments) => Start(program, arguments, quiet: false);

    /// <summary>Runs a program whose output nobody reads.</summary>
    /// <returns>Whether it is there and ended with 0.</returns>
    public static bool RunQuietly(string program, params string[] arguments) => Start(program, arguments, quiet: true);

    private static bool Start(string program, string[] arguments, bool quiet)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = quiet,
            RedirectStandardError = quiet,
        };
        try
        {
            using Process process = Process.Start(start)!;
            if (quiet)
            {
                process.OutputDataReceived += (_, _) => { };
                process.ErrorDataReceived += (_, _) => { };
                process.BeginOutputReadLine();
                process.BeginErrorReadLine();
            }

            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
