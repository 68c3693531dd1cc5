using DeepQ.Decisions.Storage;
using Npgsql;
using NpgsqlTypes;

namespace DeepQ.Decisions.PostgreSql;

/// <summary>The columns of the table of events, in the order in which they are written and read.</summary>
internal static class PostgreSqlColumns
{
    public const string All = "kind, time, id, episode, subject, step, state, allowed, action, name, probability, distribution, "
        + "version, mode, flag, logged, apprentice_version, apprentice_action, value, key, candidate_count, candidates";

    /// <summary>Appends rows given as one array per column. A decision that the log already has is ignored.</summary>
    public const string Insert = $"""
        INSERT INTO deepq_events ({All})
        SELECT {All}
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
            WITH ORDINALITY AS rows ({All}, place)
        ORDER BY place
        ON CONFLICT DO NOTHING
        """;

    /// <summary>Returns the arrays of rows.</summary>
    public static IEnumerable<NpgsqlParameter> ParametersOf(EventRow[] rows) =>
    [
        Array(NpgsqlDbType.Integer, rows, row => (int)row.Kind),
        Array(NpgsqlDbType.Bigint, rows, row => row.Time),
        Array(NpgsqlDbType.Uuid, rows, row => row.Id),
        Array(NpgsqlDbType.Text, rows, row => row.Episode),
        Array(NpgsqlDbType.Text, rows, row => row.Subject),
        Array(NpgsqlDbType.Integer, rows, row => row.Step),
        Array(NpgsqlDbType.Bytea, rows, row => row.State),
        Array(NpgsqlDbType.Bytea, rows, row => row.Allowed),
        Array(NpgsqlDbType.Integer, rows, row => row.Action),
        Array(NpgsqlDbType.Text, rows, row => row.Name),
        Array(NpgsqlDbType.Double, rows, row => row.Probability),
        Array(NpgsqlDbType.Bytea, rows, row => row.Distribution),
        Array(NpgsqlDbType.Text, rows, row => row.Version),
        Array(NpgsqlDbType.Integer, rows, row => row.Mode),
        Array(NpgsqlDbType.Boolean, rows, row => row.Flag),
        Array(NpgsqlDbType.Double, rows, row => row.Logged),
        Array(NpgsqlDbType.Text, rows, row => row.ApprenticeVersion),
        Array(NpgsqlDbType.Integer, rows, row => row.ApprenticeAction),
        Array(NpgsqlDbType.Double, rows, row => row.Value),
        Array(NpgsqlDbType.Text, rows, row => row.Key),
        Array(NpgsqlDbType.Integer, rows, row => row.CandidateCount),
        Array(NpgsqlDbType.Bytea, rows, row => row.Candidates),
    ];

    /// <summary>Reads a row whose first column is the sequence number.</summary>
    public static EventRow Read(NpgsqlDataReader reader) => new()
    {
        Kind = (EventKind)reader.GetInt32(1),
        Time = reader.GetInt64(2),
        Id = Value<Guid>(reader, 3),
        Episode = Object<string>(reader, 4),
        Subject = Object<string>(reader, 5),
        Step = Value<int>(reader, 6),
        State = Object<byte[]>(reader, 7),
        Allowed = Object<byte[]>(reader, 8),
        Action = Value<int>(reader, 9),
        Name = Object<string>(reader, 10),
        Probability = Value<double>(reader, 11),
        Distribution = Object<byte[]>(reader, 12),
        Version = Object<string>(reader, 13),
        Mode = Value<int>(reader, 14),
        Flag = Value<bool>(reader, 15),
        Logged = Value<double>(reader, 16),
        ApprenticeVersion = Object<string>(reader, 17),
        ApprenticeAction = Value<int>(reader, 18),
        Value = Value<double>(reader, 19),
        Key = Object<string>(reader, 20),
        CandidateCount = Value<int>(reader, 21),
        Candidates = Object<byte[]>(reader, 22),
    };

    private static NpgsqlParameter Array<T>(NpgsqlDbType type, EventRow[] rows, Func<EventRow, T> column) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = System.Array.ConvertAll(rows, row => column(row)) };

    private static T? Value<T>(NpgsqlDataReader reader, int column)
        where T : struct => reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    private static T? Object<T>(NpgsqlDataReader reader, int column)
        where T : class => reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);
}
