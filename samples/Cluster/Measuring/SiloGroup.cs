using DeepQ.Learning.Distributed;
using DeepQ.Orleans;
using DeepQ.Orleans.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClusterSample.Measuring;

/// <summary>Silos as processes, with a client in this one, which does not train.</summary>
internal sealed class SiloGroup : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly List<SiloProcess> _processes = [];

    private SiloGroup(IHost host) => _host = host;

    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    /// <summary>The time that the cores spent on the silos so far.</summary>
    public TimeSpan CoreTime => new(_processes.Sum(process => process.CoreTime.Ticks));

    /// <summary>Starts them.</summary>
    /// <param name="options">The options of the command line.</param>
    /// <param name="silos">The number of processes.</param>
    /// <param name="firstIsLast">
    /// Whether the silo that learns has the last address. A training places its shards from the first address on, so the first shard is
    /// on another silo then.
    /// </param>
    public static async Task<SiloGroup> StartAsync(ClusterOptions options, int silos, bool firstIsLast = false)
    {
        string folder = Path.Combine(options.Out, "measure");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        (int Silo, int Gateway) client = SiloHost.FreePorts();
        SiloGroup group = new(SiloHost.Create("client", client, client.Silo));
        try
        {
            await group._host.StartAsync();
            IEnumerable<(int Silo, int Gateway)> ports = Enumerable.Range(0, silos).Select(_ => SiloHost.FreePorts()).OrderBy(one => one.Silo);
            foreach ((int i, (int Silo, int Gateway) port) in (firstIsLast ? ports.Reverse() : ports).Index().ToArray())
                group._processes.Add(await SiloProcess.StartAsync($"silo-{i + 1}", client.Silo, options.Steps, folder, port));
            return group;
        }
        catch
        {
            await group.DisposeAsync();
            throw;
        }
    }

    /// <summary>Trains for some seconds, and ends the training.</summary>
    public async Task<SpeedWatch> WatchAsync(
        TrainingDefinition training, DistributedOptions plan, ulong seed)
    {
        using CancellationTokenSource canceled = new();
        SpeedWatch watch = new(canceled, () => CoreTime);
        ClusterTrainingOptions options = new()
        {
            Distribution = plan,
            Seed = seed,
            Evaluates = false,
            Progress = watch,
            PollInterval = TimeSpan.FromMilliseconds(100),
        };
        using (await Client.TrainAsync(training, options, canceled.Token))
            return watch;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        foreach (SiloProcess process in _processes)
            await process.DisposeAsync();
    }
}
