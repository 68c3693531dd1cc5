using DeepQ.Orleans.Tests.Support;
using Microsoft.Extensions.Hosting;

namespace DeepQ.Orleans.Tests.Clustering;

public sealed class RedisClusteringTests(LocalSweep local) : ClusteringTests(local)
{
    private readonly RedisServer _redis = new();

    [Trait("Category", "Slow")]
    [RedisFact]
    public Task Silos_that_find_each_other_by_Redis_sweep() => SweepAsync();

    [Trait("Category", "Slow")]
    [RedisFact]
    public Task A_training_goes_on_when_one_of_two_silos_in_Redis_is_lost() => LoseSiloAsync();

    [RedisFact]
    [Trait("Category", "Slow")]
    public Task A_training_goes_on_when_Redis_is_lost() => LoseStoreAsync(_redis.Stop);

    protected override void Join(ISiloBuilder silo) => silo.UseRedisClustering(_redis.ConnectionString);

    protected override void Join(IClientBuilder client) => client.UseRedisClustering(_redis.ConnectionString);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _redis.Dispose();
    }
}
