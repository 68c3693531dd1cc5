using System.Diagnostics;
using System.Runtime.CompilerServices;
using DeepQ.Environments.Python;

namespace DeepQ.Environments.Tests.Python;

/// <summary>No process outlives its use.</summary>
public sealed class PythonLifetimeTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [PythonFact]
    public void Dispose_closes_the_environment_and_ends_the_process()
    {
        PythonProcess process = Processes.Start("faults.py:Closes", new { file = _file });
        int id = process.ProcessId;
        process.Dispose();
        process.Dispose();
        Assert.Equal("closed", File.ReadAllText(_file));
        Processes.AssertEnds(id, TimeSpan.Zero);
        Assert.Throws<ObjectDisposedException>(() => Processes.FirstStep(process.Environments[0]));
    }

    [PythonFact]
    public void Dispose_closes_all_environments_though_one_exits()
    {
        Processes.Start("faults.py:ExitsInClose", new { file = _file }, count: 2).Dispose();
        Assert.Equal("xx", File.ReadAllText(_file));
    }

    [PythonFact]
    public void Dispose_ends_the_children_of_the_process()
    {
        PythonProcess process = Processes.Start("faults.py:Hangs", new { file = _file });
        process.Dispose();
        Processes.AssertEnds(int.Parse(File.ReadAllText(_file), null), Soon);
    }

    [PythonFact]
    public void A_step_that_takes_too_long_ends_the_process_and_its_children()
    {
        using PythonEnvironment environment = new(PythonInterpreter.Asset("faults.py:Hangs"), Processes.Options with
        {
            KeywordArguments = $$"""{"file": {{System.Text.Json.JsonSerializer.Serialize(_file)}}}""",
            StepTimeout = TimeSpan.FromSeconds(0.3),
        });
        Stopwatch time = Stopwatch.StartNew();
        PythonEnvironmentException e = Assert.Throws<PythonEnvironmentException>(() => Processes.FirstStep(environment));
        Assert.Equal(PythonFailure.Timeout, e.Failure);
        Assert.StartsWith("faults.py:Hangs: step() took longer than 00:00:00.3000000, so the process was ended.", e.Message, StringComparison.Ordinal);
        Assert.InRange(time.Elapsed.TotalSeconds, 0.3, 5);
        Processes.AssertEnds(int.Parse(File.ReadAllText(_file), null), Soon);
    }

    [Trait("Category", "Slow")]
    [PythonFact]
    public void A_start_that_takes_too_long_is_given_up()
    {
        PythonEnvironmentException e = Assert.Throws<PythonEnvironmentException>(() => new PythonEnvironment(
            PythonInterpreter.Asset("faults.py:HangsAtStart"), Processes.Options with { StartTimeout = TimeSpan.FromSeconds(1) }));
        Assert.Equal(PythonFailure.Timeout, e.Failure);
        Assert.Contains("the start took longer than 00:00:01", e.Message, StringComparison.Ordinal);
    }

    [PythonFact]
    public async Task Dispose_interrupts_a_step()
    {
        PythonProcess process = Processes.Start("faults.py:Hangs");
        Task step = Task.Run(() => Processes.FirstStep(process.Environments[0]));
        await Task.Delay(100);
        process.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => step.WaitAsync(Soon));
    }

    [PythonFact]
    public void A_forgotten_process_ends_when_it_is_collected()
    {
        int id = Forget();
        Stopwatch time = Stopwatch.StartNew();
        while (Processes.IsRunning(id) && time.Elapsed < Soon)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(50);
        }

        Processes.AssertEnds(id, TimeSpan.Zero);
    }

    // A killed program cannot end its processes: they see that nobody asks any more, or that a step takes far too long.
    [Trait("Category", "Slow")]
    [PythonFact]
    public void No_process_is_left_by_a_program_that_is_killed()
    {
        string here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(here, "..", "..", "KilledParent", Path.GetFileName(here), "KilledParent.dll"),
                PythonInterpreter.Path!,
                PythonInterpreter.Asset("faults.py"),
            },
            RedirectStandardOutput = true,
        };
        using Process program = Process.Start(start)!;
        int[] ids = [.. program.StandardOutput.ReadLine()!.Split(' ').Select(int.Parse)];
        Thread.Sleep(100);
        program.Kill();
        program.WaitForExit();
        Processes.AssertEnds(ids[0], Soon);
        Processes.AssertEnds(ids[1], 2 * Soon);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Forget()
    {
        PythonProcess process = Processes.Start("faults.py:Sound");
        Processes.FirstStep(process.Environments[0]);
        return process.ProcessId;
    }
}
