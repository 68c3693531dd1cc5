using Npgsql;

namespace DeepQ.Orleans.Tests.Support;

/// <summary>Creates the tables of a cluster in PostgreSQL, and the queries by which Orleans reads and writes them.</summary>
/// <remarks>Orleans has scripts for this in its repository. These tables have the same meaning and shorter queries.</remarks>
internal static class MembershipTables
{
    private const string Address = "address = @Address AND port = @Port AND generation = @Generation";

    private const string Row = $"deploymentid = @DeploymentId AND {Address}";

    private const string NextVersion =
        "UPDATE membership_version SET version = version + 1 WHERE deploymentid = @DeploymentId AND version = @Version RETURNING 1";

    private const string Read =
        """
        SELECT v.deploymentid, v.version, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport,
               m.suspecttimes, m.starttime, m.iamalivetime
        FROM membership_version v LEFT JOIN membership m
        """;

    private static readonly Dictionary<string, string> Queries = new()
    {
        ["InsertMembershipVersionKey"] =
            """
            WITH added AS (INSERT INTO membership_version VALUES (@DeploymentId, 0) ON CONFLICT DO NOTHING RETURNING 1)
            SELECT count(*)::int FROM added
            """,
        ["InsertMembershipKey"] =
            $"""
            WITH next AS ({NextVersion}), added AS (
              INSERT INTO membership
              SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, NULL, @StartTime, @IAmAliveTime
              FROM next RETURNING 1)
            SELECT count(*)::int FROM added
            """,
        ["UpdateMembershipKey"] =
            $"""
            WITH next AS ({NextVersion}), changed AS (
              UPDATE membership SET status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
              FROM next WHERE {Row} RETURNING 1)
            SELECT count(*)::int FROM changed
            """,
        ["UpdateIAmAlivetimeKey"] = $"UPDATE membership SET iamalivetime = @IAmAliveTime WHERE {Row}",
        ["MembershipReadRowKey"] =
            $"{Read} ON v.deploymentid = m.deploymentid AND {Address} WHERE v.deploymentid = @DeploymentId",
        ["MembershipReadAllKey"] = $"{Read} ON v.deploymentid = m.deploymentid WHERE v.deploymentid = @DeploymentId",
        ["DeleteMembershipTableEntriesKey"] =
            "DELETE FROM membership WHERE deploymentid = @DeploymentId; DELETE FROM membership_version WHERE deploymentid = @DeploymentId",
        ["GatewaysQueryKey"] =
            "SELECT address, proxyport, generation FROM membership WHERE deploymentid = @DeploymentId AND status = @Status AND proxyport > 0",
        ["CleanupDefunctSiloEntriesKey"] =
            "DELETE FROM membership WHERE deploymentid = @DeploymentId AND iamalivetime < @IAmAliveTime AND status <> 3",
    };

    /// <summary>Creates them in the schema of a connection string.</summary>
    public static void Create(string connectionString)
    {
        using NpgsqlConnection connection = new(connectionString);
        connection.Open();
        using NpgsqlCommand tables = new(
            """
            CREATE TABLE orleansquery (querykey text PRIMARY KEY, querytext text NOT NULL);
            CREATE TABLE membership_version (deploymentid text PRIMARY KEY, version int NOT NULL);
            CREATE TABLE membership (
              deploymentid text, address text, port int, generation int, siloname text, hostname text, status int NOT NULL,
              proxyport int, suspecttimes text, starttime timestamptz, iamalivetime timestamptz,
              PRIMARY KEY (deploymentid, address, port, generation));
            """,
            connection);
        tables.ExecuteNonQuery();
        foreach ((string key, string text) in Queries)
        {
            using NpgsqlCommand query = new("INSERT INTO orleansquery VALUES ($1, $2)", connection)
            {
                Parameters = { new() { Value = key }, new() { Value = text } },
            };
            query.ExecuteNonQuery();
        }
    }
}
