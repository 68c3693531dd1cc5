using DeepQ.Decisions.Storage;
using DeepQ.Decisions.Tests.Storage;

namespace DeepQ.Decisions.PostgreSql.Tests;

[Collection(PostgreSqlCollection.Name)]
[Trait("Category", "Slow")]
public sealed class PostgreSqlKilledProcessTests(PostgreSqlServer server) : KilledProcessTests
{
    private readonly string _connectionString = server.NewSchema();

    protected override string Target => _connectionString;

    protected override IDecisionStore Open() => new PostgreSqlDecisionStore(_connectionString);
}
