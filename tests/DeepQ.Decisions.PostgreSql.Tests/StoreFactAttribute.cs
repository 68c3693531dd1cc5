using DeepQ.Decisions.PostgreSql.Tests;

namespace DeepQ.Decisions.Tests.Storage;

/// <summary>A test of a store, here of one in PostgreSQL; where that is not installed, it says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreFactAttribute : FactAttribute
{
    public StoreFactAttribute()
    {
        if (PostgreSqlServer.Programs is null)
            Skip = "The test starts a server of its own, and initdb was not found: install PostgreSQL.";
    }
}
