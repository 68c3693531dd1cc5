using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClusterSample.Silos;

/// <summary>Silos as processes, with a client in this one, which does not train.</summary>
internal sealed class SiloGroup : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly SiloPlan _plan;
    private readonly ClusterOptions _options;
    private readonly string _folder;
    private readonly List<SiloProcess> _processes = [];
    private readonly List<SiloProcess> _killed = [];

    private SiloGroup(IHost host, SiloPlan plan, ClusterOptions options, string folder) =>
        (_host, _plan, _options, _folder) = (host, plan, options, folder);

    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    /// <summary>The processes that run.</summary>
    public IReadOnlyList<SiloProcess> Processes => _processes;

    /// <summary>The time that the cores spent on the silos so far.</summary>
    public TimeSpan CoreTime => new(_processes.Sum(process => process.CoreTime.Ticks));

    /// <summary>Starts the client alone, in an empty folder unless silos run elsewhere, which may use it.</summary>
    /// <param name="options">The options of the command line.</param>
    /// <param name="folder">The folder of checkpoints.</param>
    public static async Task<SiloGroup> OpenAsync(ClusterOptions options, string folder)
    {
        if (!options.Elsewhere && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        (int Silo, int Gateway) ports = SiloHost.FreePorts();
        SiloPlan plan = new()
        {
            Name = "client",
            Ports = options.Elsewhere ? null : ports,
            FirstPort = options.Redis is null && !options.Elsewhere ? ports.Silo : null,
            Redis = options.Redis,
            // What is left of another run in the server is not of this cluster.
            Cluster = options.Redis is null || options.Elsewhere ? null : $"story-{Guid.NewGuid():N}",
            IsWatched = options.Dashboard is not null,
        };
        SiloGroup group = new(
            options.Dashboard is { } dashboard ? SiloHost.CreateWithDashboard(plan, dashboard) : SiloHost.Create(plan), plan, options, folder);
        try
        {
            await group._host.StartAsync();
            return group;
        }
        catch
        {
            await group.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the client and silos.</summary>
    /// <param name="options">The options of the command line.</param>
    /// <param name="silos">The number of processes.</param>
    /// <param name="firstIsLast">
    /// Whether the silo that learns has the last address. A training places its shards from the first address on, so the first shard is
    /// on another silo then.
    /// </param>
    public static async Task<SiloGroup> StartAsync(ClusterOptions options, int silos, bool firstIsLast = false)
    {
        SiloGroup group = await OpenAsync(options, Path.Combine(options.Out, "measure"));
        try
        {
            IEnumerable<(int Silo, int Gateway)> ports = Enumerable.Range(0, silos).Select(_ => SiloHost.FreePorts()).OrderBy(one => one.Silo);
            foreach ((int i, (int Silo, int Gateway) port) in (firstIsLast ? ports.Reverse() : ports).Index().ToArray())
                await group.AddAsync($"silo-{i + 1}", ports: port);
            return group;
        }
        catch
        {
            await group.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a silo.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="blocks">A file for a line of each block; null for none.</param>
    /// <param name="ports">Its ports; null for any that are free.</param>
    public async Task<SiloProcess> AddAsync(string name, string? blocks = null, (int Silo, int Gateway)? ports = null)
    {
        SiloPlan plan = _plan with { Name = name, Ports = ports ?? SiloHost.FreePorts() };
        SiloProcess process = await SiloProcess.StartAsync(plan, _folder, _options.Steps, blocks);
        _processes.Add(process);
        return process;
    }

    /// <summary>Kills the process of a silo, like a failing machine.</summary>
    public void Kill(string name)
    {
        SiloProcess process = _processes.Single(one => one.Name == name);
        process.Kill();
        _processes.Remove(process);
        _killed.Add(process);
    }

    /// <summary>Waits until silos that were started elsewhere are there.</summary>
    /// <param name="silos">Their number.</param>
    /// <exception cref="IOException">They are not there in time.</exception>
    public async Task WaitForAsync(int silos)
    {
        TimeSpan limit = TimeSpan.FromMinutes(2);
        using CancellationTokenSource late = new(limit);
        int found = 0;
        while (!late.IsCancellationRequested)
        {
            // This process is one, too.
            found = (await Client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count - 1;
            if (found >= silos)
                return;
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        throw new IOException($"{found} of {silos} silos were there after {limit}; start them with the argument {SiloCommand.Name}.");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // They end together, while the client still keeps the list of silos.
            await Task.WhenAll(_processes.Concat(_killed).Select(process => process.DisposeAsync().AsTask()));
        }
        finally
        {
            using (_host)
                await _host.StopAsync();
        }
    }
}
