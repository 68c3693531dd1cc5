using DeepQ.Decisions.Storage;
using Microsoft.Data.Sqlite;

namespace DeepQ.Decisions.Sqlite;

/// <summary>The tables of a log, by version. Opening a file of an earlier version upgrades it.</summary>
internal static class SqliteSchema
{
    // "DQDL" in ASCII, so that files of other programs are not changed.
    public const int ApplicationId = 0x4451444C;

    // time: 100 ns since 1970 UTC. kind: EventKind. state, distribution: little-endian float32 and float64. allowed: one byte each.
    private const string Version1 = """
        CREATE TABLE events (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            kind INTEGER NOT NULL,
            time INTEGER NOT NULL,
            id BLOB,
            episode TEXT,
            subject TEXT,
            step INTEGER,
            state BLOB,
            allowed BLOB,
            action INTEGER,
            name TEXT,
            probability REAL,
            distribution BLOB,
            version TEXT,
            mode INTEGER,
            flag INTEGER,
            logged REAL,
            apprentice_version TEXT,
            apprentice_action INTEGER,
            value REAL,
            key TEXT
        ) STRICT;
        CREATE UNIQUE INDEX decision_ids ON events (id) WHERE kind = 1;
        CREATE INDEX later_ids ON events (id) WHERE kind IN (2, 3);
        CREATE INDEX episodes ON events (episode) WHERE episode IS NOT NULL;
        CREATE INDEX subjects ON events (subject) WHERE subject IS NOT NULL;
        """;

    // candidates: little-endian float32, row-major.
    private const string Version2 = """
        ALTER TABLE events ADD COLUMN candidate_count INTEGER;
        ALTER TABLE events ADD COLUMN candidates BLOB;
        """;

    /// <summary>The upgrade from each version to the next one, starting with an empty file.</summary>
    public static IReadOnlyList<string> Steps { get; } = [Version1, Version2];

    /// <summary>Upgrades a file to the last version of the given steps.</summary>
    /// <exception cref="DecisionStoreException">The file belongs to another program or has a later version.</exception>
    public static void Migrate(SqliteConnection connection, IReadOnlyList<string> steps)
    {
        // Immediate: if several processes open a new file, only one creates the tables.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        long version = Number("PRAGMA user_version");
        long owner = Number("PRAGMA application_id");
        if (owner != ApplicationId && Number("SELECT count(*) FROM sqlite_schema") > 0)
            throw new DecisionStoreException($"'{connection.DataSource}' is the database of another program; pass another file.");
        if (version > steps.Count)
        {
            throw new DecisionStoreException(
                $"'{connection.DataSource}' has version {version} of the schema, but this library supports versions up to {steps.Count}: "
                + "update DeepQ.Decisions.");
        }

        if (version == steps.Count)
            return;
        string rest = string.Concat(steps.Skip((int)version));
        Execute($"{rest} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {steps.Count};");
        transaction.Commit();

        long Number(string sql)
        {
            using SqliteCommand command = new(sql, connection, transaction);
            return (long)command.ExecuteScalar()!;
        }

        void Execute(string sql)
        {
            // ExecuteNonQuery would hide errors after a statement that returns rows, such as ALTER TABLE of a strict
            // table.
            using SqliteCommand command = new(sql, connection, transaction);
            using SqliteDataReader results = command.ExecuteReader();
            while (results.NextResult())
            {
            }
        }
    }
}
