using Aspire.Hosting.Orleans;

// Redis in a container, three silos, and a training on them.
IDistributedApplicationBuilder builder = DistributedApplication.CreateBuilder(args);
IResourceBuilder<RedisResource> redis = builder.AddRedis("redis");
OrleansService cluster = builder.AddOrleans("cluster").WithClustering(redis);
string folder = Path.GetFullPath(Path.Combine("artifacts", "cluster-aspire"));
builder.AddProject<Projects.Cluster>("silo")
    .WithReference(cluster)
    .WithReplicas(3)
    .WithArgs("silo", "--folder", Path.Combine(folder, "checkpoints"))
    .WaitFor(redis);
builder.AddProject<Projects.Cluster>("trainer")
    .WithReference(cluster)
    .WithArgs("--elsewhere", "--silos", "3", "--out", folder)
    .WaitFor(redis);
await builder.Build().RunAsync();
