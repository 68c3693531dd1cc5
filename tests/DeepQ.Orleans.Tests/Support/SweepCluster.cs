using System.Globalization;
using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans.Cluster;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace DeepQ.Orleans.Tests.Support;

/// <summary>Silos in this process.</summary>
internal sealed class SweepCluster : IAsyncDisposable
{
    private SweepCluster(InProcessTestCluster cluster) => Silos = cluster;

    public InProcessTestCluster Silos { get; }

    /// <summary>Starts silos that know the same sweep.</summary>
    public static Task<SweepCluster> StartAsync(
        string folder, EnvironmentSweep sweep, int silos = 3, int places = 2, int interval = 100) =>
        StartAsync(silos, (_, builder) => builder.AddDeepQSweeps([sweep], options =>
            (options.Folder, options.Places, options.CheckpointInterval) = (folder, places, interval)));

    /// <summary>Starts silos that are configured by their number.</summary>
    public static async Task<SweepCluster> StartAsync(int silos, Action<int, ISiloBuilder> configure)
    {
        InProcessTestClusterBuilder builder = new((short)silos);
        builder.ConfigureSilo((options, silo) =>
        {
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                // A silo that is killed is noticed within seconds.
                membership.ProbeTimeout = TimeSpan.FromSeconds(1);
                membership.TableRefreshTimeout = TimeSpan.FromSeconds(2);
                membership.NumVotesForDeathDeclaration = 1;
            });
            configure(int.Parse(options.SiloName.Split('_')[^1], CultureInfo.InvariantCulture), silo);
        });
        InProcessTestCluster cluster = builder.Build();
        await cluster.DeployAsync();
        return new SweepCluster(cluster);
    }

    public Task<SweepResult> SweepAsync(
        EnvironmentSweep sweep,
        SweepOptions options,
        IProgress<SweepTrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) => Silos.Client.SweepAsync(
            sweep,
            options,
            new ClusterSweepOptions { Progress = progress, PollInterval = TimeSpan.FromMilliseconds(50), Patience = TimeSpan.FromMinutes(1) },
            cancellationToken);

    public async ValueTask DisposeAsync() => await Silos.DisposeAsync();
}
