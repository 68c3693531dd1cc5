using System.Diagnostics;
using System.Globalization;

namespace ClusterSample.Silos;

/// <summary>A silo in its own process.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SiloProcess(string name, Process process) => (Name, _process) = (name, process);

    public string Name { get; }

    public int Id => _process.Id;

    /// <summary>The time that the cores spent on it so far.</summary>
    public TimeSpan CoreTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a process and waits until its silo has joined the cluster.</summary>
    /// <param name="plan">What the silo is called, and how it finds the others.</param>
    /// <param name="folder">The folder of checkpoints.</param>
    /// <param name="steps">The steps of a training of the sweep.</param>
    /// <param name="blocks">A file for a line of each block; null for none.</param>
    /// <exception cref="IOException">The process ended before.</exception>
    public static async Task<SiloProcess> StartAsync(SiloPlan plan, string folder, int steps, string? blocks = null)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        (int silo, int gateway) = plan.Ports!.Value;
        string[] arguments =
        [
            typeof(SiloProcess).Assembly.Location,
            SiloCommand.Name,
            SiloCommand.UntilInputEnds,
            .. Pair("--name", plan.Name),
            .. Pair("--port", silo),
            .. Pair("--gateway", gateway),
            .. Pair("--first", plan.FirstPort),
            .. Pair("--redis", plan.Redis),
            .. Pair("--cluster", plan.Cluster),
            .. Pair("--folder", folder),
            .. Pair("--steps", steps),
            .. Pair("--blocks", blocks),
            .. plan.IsWatched ? ["--dashboard"] : Array.Empty<string>(),
        ];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        SiloProcess process = new(plan.Name!, Process.Start(start)!);
        if (await process._process.StandardOutput.ReadLineAsync() == SiloCommand.Ready)
            return process;
        await process.DisposeAsync();
        throw new IOException($"The process of {plan.Name} ended before its silo had joined.");
    }

    /// <summary>Kills the process, like a failing machine.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        using (_process)
        {
            _process.StandardInput.Close();
            using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
            try
            {
                await _process.WaitForExitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }
    }

    private static string[] Pair(string option, object? value) =>
        value is null ? [] : [option, Convert.ToString(value, CultureInfo.InvariantCulture)!];
}
