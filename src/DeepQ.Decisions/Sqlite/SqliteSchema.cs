using DeepQ.Decisions.Storage;
using Microsoft.Data.Sqlite;

namespace DeepQ.Decisions.Sqlite;

/// <summary>The tables of a log, by version. A file of an earlier version is brought to the present one when it is opened.</summary>
internal static class SqliteSchema
{
    // "DQDL" in ASCII: other programs' files are not written to.
    public const int ApplicationId = 0x4451444C;

    // time: 100 ns since 1970 UTC. kind: EventKind. state, distribution: little-endian float32 and float64. allowed: a byte each.
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

    /// <summary>What leads from each version to the next one, from an empty file on.</summary>
    public static IReadOnlyList<string> Steps { get; } = [Version1, Version2];

    /// <summary>Brings a file to the last version of some steps.</summary>
    /// <exception cref="DecisionStoreException">The file is another program's, or of a later version.</exception>
    public static void Migrate(SqliteConnection connection, IReadOnlyList<string> steps)
    {
        // Immediate: of several processes that open a new file, one makes the tables.
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        long version = Number("PRAGMA user_version");
        long owner = Number("PRAGMA application_id");
        if (owner != ApplicationId && Number("SELECT count(*) FROM sqlite_schema") > 0)
            throw new DecisionStoreException($"'{connection.DataSource}' is a database of something else; name another file.");
        if (version > steps.Count)
        {
            throw new DecisionStoreException(
                $"'{connection.DataSource}' has version {version} of the schema, and this library knows those up to {steps.Count}: "
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
            // ExecuteNonQuery would hide what fails after a statement that gives rows, as ALTER TABLE does for a strict table.
            using SqliteCommand command = new(sql, connection, transaction);
            using SqliteDataReader results = command.ExecuteReader();
            while (results.NextResult())
            {
            }
        }
    }
}
