using System.Diagnostics;
using System.Text.Json;
using DeepQ.Environments.Python;

namespace DeepQ.Environments.Tests.Python;

/// <summary>Processes with the environments of the folder Assets.</summary>
internal static class Processes
{
    public static PythonEnvironmentOptions Options { get; } = new() { Interpreter = PythonInterpreter.Path ?? "python3" };

    /// <summary>Starts environments of a file.</summary>
    /// <param name="name">A file and a class of it, such as <c>corridor.py:Corridor</c>.</param>
    /// <param name="arguments">Keyword arguments.</param>
    /// <param name="count">The number of environments.</param>
    public static PythonProcess Start(string name, object? arguments = null, int count = 1) =>
        new(PythonInterpreter.Asset(name), count, Options with { KeywordArguments = JsonSerializer.Serialize(arguments ?? new { }) });

    /// <summary>Takes the first step of a first episode.</summary>
    public static (float[] Observation, StepResult Result) FirstStep(IEnvironment environment, int action = 0)
    {
        float[] observation = new float[environment.ObservationSpace.Size];
        environment.Reset(new Xoshiro256(1), observation);
        return (observation, environment.Step(action, new Xoshiro256(1), observation));
    }

    /// <summary>Waits until a process has ended, and fails if it does not.</summary>
    public static void AssertEnds(int id, TimeSpan limit)
    {
        Stopwatch time = Stopwatch.StartNew();
        while (IsRunning(id))
        {
            Assert.True(time.Elapsed < limit, $"Process {id} still runs after {limit}.");
            Thread.Sleep(20);
        }
    }

    /// <summary>Returns whether there is such a process, and it has not ended.</summary>
    public static bool IsRunning(int id)
    {
        try
        {
            using Process process = Process.GetProcessById(id);
            return !process.HasExited && !IsZombie(id);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    // What nobody waits for has ended all the same; a container may have no process that waits for orphans.
    private static bool IsZombie(int id)
    {
        try
        {
            return OperatingSystem.IsLinux() && File.ReadAllText($"/proc/{id}/stat").Split(')')[^1].TrimStart().StartsWith('Z');
        }
        catch (IOException)
        {
            return true;
        }
    }
}
