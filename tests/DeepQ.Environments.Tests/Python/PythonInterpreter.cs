using System.ComponentModel;
using System.Diagnostics;

namespace DeepQ.Environments.Tests.Python;

/// <summary>A Python with numpy, wherever it is.</summary>
public static class PythonInterpreter
{
    public static string? Path { get; } = new[] { "python3", "python", "/usr/bin/python3" }.FirstOrDefault(HasNumpy);

    public static string Asset(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "Python", "Assets", name);

    private static bool HasNumpy(string interpreter)
    {
        try
        {
            ProcessStartInfo start = new(interpreter)
            {
                ArgumentList = { "-c", "import numpy" },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start)!;
            if (process.WaitForExit(TimeSpan.FromSeconds(30)))
                return process.ExitCode == 0;
            process.Kill();
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
