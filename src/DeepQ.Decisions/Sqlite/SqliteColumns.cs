using DeepQ.Decisions.Storage;
using Microsoft.Data.Sqlite;

namespace DeepQ.Decisions.Sqlite;

/// <summary>The columns of the table of events, in the order in which they are written and read.</summary>
internal static class SqliteColumns
{
    public const string All = "kind, time, id, episode, subject, step, state, allowed, action, name, probability, distribution, "
        + "version, mode, flag, logged, apprentice_version, apprentice_action, value, key, candidate_count, candidates";

    public const int Count = 22;

    /// <summary>Reads a row whose first column is the sequence number.</summary>
    public static EventRow Read(SqliteDataReader reader) => new()
    {
        Kind = (EventKind)reader.GetInt32(1),
        Time = reader.GetInt64(2),
        Id = reader.IsDBNull(3) ? null : new(reader.GetFieldValue<byte[]>(3), bigEndian: true),
        Episode = Text(reader, 4),
        Subject = Text(reader, 5),
        Step = Integer(reader, 6),
        State = Blob(reader, 7),
        Allowed = Blob(reader, 8),
        Action = Integer(reader, 9),
        Name = Text(reader, 10),
        Probability = Real(reader, 11),
        Distribution = Blob(reader, 12),
        Version = Text(reader, 13),
        Mode = Integer(reader, 14),
        Flag = reader.IsDBNull(15) ? null : reader.GetBoolean(15),
        Logged = Real(reader, 16),
        ApprenticeVersion = Text(reader, 17),
        ApprenticeAction = Integer(reader, 18),
        Value = Real(reader, 19),
        Key = Text(reader, 20),
        CandidateCount = Integer(reader, 21),
        Candidates = Blob(reader, 22),
    };

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static byte[]? Blob(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);

    private static int? Integer(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    private static double? Real(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);
}
