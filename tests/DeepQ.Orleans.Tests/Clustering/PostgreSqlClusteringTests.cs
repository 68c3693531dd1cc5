using DeepQ.Decisions.PostgreSql.Tests;
using DeepQ.Orleans.Tests.Support;

namespace DeepQ.Orleans.Tests.Clustering;

public sealed class PostgreSqlClusteringTests : ClusteringTests, IClassFixture<PostgreSqlServer>
{
    private readonly string _connectionString = "";

    public PostgreSqlClusteringTests(LocalSweep local, PostgreSqlServer server)
        : base(local)
    {
        if (PostgreSqlServer.Programs is null)
            return;
        _connectionString = server.NewSchema();
        MembershipTables.Create(_connectionString);
    }

    [Trait("Category", "Slow")]
    [PostgreSqlFact]
    public Task Silos_that_find_each_other_by_PostgreSQL_sweep() => SweepAsync();

    [Trait("Category", "Slow")]
    [PostgreSqlFact]
    public Task A_training_goes_on_when_one_of_two_silos_in_PostgreSQL_is_lost() => LoseSiloAsync();

    protected override void Join(ISiloBuilder silo) => silo.UseAdoNetClustering(options =>
        (options.Invariant, options.ConnectionString) = ("Npgsql", _connectionString));

    protected override void Join(IClientBuilder client) => client.UseAdoNetClustering(options =>
        (options.Invariant, options.ConnectionString) = ("Npgsql", _connectionString));
}
