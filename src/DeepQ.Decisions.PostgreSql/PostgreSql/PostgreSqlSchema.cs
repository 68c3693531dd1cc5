using DeepQ.Decisions.Storage;
using Npgsql;

namespace DeepQ.Decisions.PostgreSql;

/// <summary>The tables of a log, by version. Opening a log of an earlier version upgrades it.</summary>
internal static class PostgreSqlSchema
{
    /// <summary>
    /// The number of the lock that serializes writers, so that sequence numbers are in the order of commits.
    /// </summary>
    public const long WriterLock = 0x4451444C;

    // time: 100 ns since 1970 UTC. kind: EventKind. state, distribution: little-endian float32 and float64. allowed: one byte each.
    private const string Version1 = """
        CREATE TABLE deepq_events (
            seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            kind integer NOT NULL,
            time bigint NOT NULL,
            id uuid,
            episode text,
            subject text,
            step integer,
            state bytea,
            allowed bytea,
            action integer,
            name text,
            probability double precision,
            distribution bytea,
            version text,
            mode integer,
            flag boolean,
            logged double precision,
            apprentice_version text,
            apprentice_action integer,
            value double precision,
            key text
        );
        CREATE UNIQUE INDEX deepq_decision_ids ON deepq_events (id) WHERE kind = 1;
        CREATE INDEX deepq_later_ids ON deepq_events (id) WHERE kind IN (2, 3);
        CREATE INDEX deepq_episodes ON deepq_events (episode) WHERE episode IS NOT NULL;
        CREATE INDEX deepq_subjects ON deepq_events (subject) WHERE subject IS NOT NULL;
        """;

    // candidates: little-endian float32, row-major.
    private const string Version2 = """
        ALTER TABLE deepq_events ADD COLUMN candidate_count integer;
        ALTER TABLE deepq_events ADD COLUMN candidates bytea;
        """;

    /// <summary>The upgrade from each version to the next one, starting with no tables.</summary>
    public static IReadOnlyList<string> Steps { get; } = [Version1, Version2];

    /// <summary>Upgrades a log to the last version of the given steps.</summary>
    /// <exception cref="DecisionStoreException">The log has a later version.</exception>
    public static void Migrate(NpgsqlConnection connection, IReadOnlyList<string> steps)
    {
        using NpgsqlTransaction transaction = connection.BeginTransaction();
        Execute($"SELECT pg_advisory_xact_lock({WriterLock})");
        Execute("CREATE TABLE IF NOT EXISTS deepq_schema (version integer NOT NULL)");
        using NpgsqlCommand read = new("SELECT coalesce(max(version), 0) FROM deepq_schema", connection, transaction);
        int version = (int)read.ExecuteScalar()!;
        if (version > steps.Count)
        {
            throw new DecisionStoreException(
                $"The database '{connection.Database}' has version {version} of the schema, but this library supports versions up to "
                + $"{steps.Count}: update DeepQ.Decisions.PostgreSql.");
        }

        foreach (string step in steps.Skip(version))
            Execute(step);
        if (version < steps.Count)
            Execute($"DELETE FROM deepq_schema; INSERT INTO deepq_schema VALUES ({steps.Count})");
        transaction.Commit();

        void Execute(string sql)
        {
            using NpgsqlCommand command = new(sql, connection, transaction);
            command.ExecuteNonQuery();
        }
    }
}
