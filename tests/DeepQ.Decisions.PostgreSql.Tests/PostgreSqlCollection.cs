namespace DeepQ.Decisions.PostgreSql.Tests;

/// <summary>Tests that share a server.</summary>
[CollectionDefinition(Name)]
public sealed class PostgreSqlCollection : ICollectionFixture<PostgreSqlServer>
{
    public const string Name = "PostgreSQL";
}
