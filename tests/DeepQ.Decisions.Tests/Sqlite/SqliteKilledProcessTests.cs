using DeepQ.Decisions.Storage;
using DeepQ.Decisions.Tests.Storage;

namespace DeepQ.Decisions.Tests.Sqlite;

[Trait("Category", "Slow")]
public sealed class SqliteKilledProcessTests : KilledProcessTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected override string Target => _folder.File("decisions.db");

    public void Dispose() => _folder.Dispose();

    protected override IDecisionStore Open() => new SqliteDecisionStore(Target);
}
