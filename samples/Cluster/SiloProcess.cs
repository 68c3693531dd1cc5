using System.Diagnostics;
using System.Globalization;

namespace ClusterSample;

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
    /// <exception cref="IOException">The process ended before.</exception>
    public static async Task<SiloProcess> StartAsync(
        string name, int firstPort, int steps, string folder, (int Silo, int Gateway)? ports = null)
    {
        (int silo, int gateway) = ports ?? SiloHost.FreePorts();
        int[] numbers = [silo, gateway, firstPort, steps];
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        string[] arguments =
        [
            typeof(SiloProcess).Assembly.Location,
            Program.Silo,
            name,
            .. numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)),
            folder,
        ];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        SiloProcess process = new(name, Process.Start(start)!);
        if (await process._process.StandardOutput.ReadLineAsync() == SiloHost.Ready)
            return process;
        await process.DisposeAsync();
        throw new IOException($"The process of {name} ended before its silo had joined.");
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
}
