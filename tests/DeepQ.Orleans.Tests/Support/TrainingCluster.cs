using System.Globalization;
using DeepQ.Learning;
using DeepQ.Learning.Distributed;
using DeepQ.Orleans.Cluster;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace DeepQ.Orleans.Tests.Support;

/// <summary>Silos in this process that take part in a training.</summary>
internal sealed class TrainingCluster : IAsyncDisposable
{
    private TrainingCluster(InProcessTestCluster cluster) => Silos = cluster;

    public InProcessTestCluster Silos { get; }

    public static Task<TrainingCluster> StartAsync(
        string folder, TrainingDefinition training, int silos = 3, Action<ISiloBuilder>? configure = null) =>
        StartAsync(silos, (_, builder) =>
        {
            builder.AddDeepQTrainings([training], options => options.Folder = folder);
            configure?.Invoke(builder);
        });

    /// <summary>Starts silos that are configured by their number.</summary>
    public static async Task<TrainingCluster> StartAsync(int silos, Action<int, ISiloBuilder> configure)
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
        return new TrainingCluster(cluster);
    }

    public Task<TrainingResult> TrainAsync(
        TrainingDefinition training,
        DistributedOptions plan,
        IProgress<TrainingProgress>? progress = null,
        IProgress<ClusterTrainingStatus>? status = null,
        CancellationToken cancellationToken = default) => Silos.Client.TrainAsync(
            training,
            new ClusterTrainingOptions
            {
                Distribution = plan,
                Progress = progress,
                Status = status,
                PollInterval = TimeSpan.FromMilliseconds(50),
                Patience = TimeSpan.FromMinutes(1),
            },
            cancellationToken);

    public async ValueTask DisposeAsync() => await Silos.DisposeAsync();
}
