using DeepQ.Decisions.PostgreSql.Tests;

namespace DeepQ.Orleans.Tests.Support;

/// <summary>A test that needs PostgreSQL; if it is not installed, the test is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (PostgreSqlServer.Programs is null)
            Skip = "The test starts a server of its own, and initdb was not found: install PostgreSQL.";
    }
}
