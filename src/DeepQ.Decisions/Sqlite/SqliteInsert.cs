using DeepQ.Decisions.Storage;
using Microsoft.Data.Sqlite;

namespace DeepQ.Decisions.Sqlite;

/// <summary>The statement that appends an event, prepared once.</summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly byte[] _id = new byte[16];
    private int _next;

    public SqliteInsert(SqliteConnection connection)
    {
        // A decision that the log already has is ignored.
        _command = new(
            $"""
            INSERT INTO events ({SqliteColumns.All})
            VALUES ({string.Join(", ", Enumerable.Range(0, SqliteColumns.Count).Select(i => $"$p{i}"))})
            ON CONFLICT DO NOTHING
            """,
            connection);
        for (int i = 0; i < SqliteColumns.Count; i++)
            _command.Parameters.Add(new SqliteParameter($"$p{i}", null));
        _command.Prepare();
    }

    public void Run(SqliteTransaction transaction, EventRow row)
    {
        _next = 0;
        Set((long)row.Kind, SqliteType.Integer);
        Set(row.Time, SqliteType.Integer);
        Set(row.Id is { } id ? BytesOf(id) : null, SqliteType.Blob);
        Set(row.Episode, SqliteType.Text);
        Set(row.Subject, SqliteType.Text);
        Set(row.Step, SqliteType.Integer);
        Set(row.State, SqliteType.Blob);
        Set(row.Allowed, SqliteType.Blob);
        Set(row.Action, SqliteType.Integer);
        Set(row.Name, SqliteType.Text);
        Set(row.Probability, SqliteType.Real);
        Set(row.Distribution, SqliteType.Blob);
        Set(row.Version, SqliteType.Text);
        Set(row.Mode, SqliteType.Integer);
        Set(row.Flag, SqliteType.Integer);
        Set(row.Logged, SqliteType.Real);
        Set(row.ApprenticeVersion, SqliteType.Text);
        Set(row.ApprenticeAction, SqliteType.Integer);
        Set(row.Value, SqliteType.Real);
        Set(row.Key, SqliteType.Text);
        Set(row.CandidateCount, SqliteType.Integer);
        Set(row.Candidates, SqliteType.Blob);
        _command.Transaction = transaction;
        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();

    private void Set(object? value, SqliteType type)
    {
        SqliteParameter parameter = _command.Parameters[_next++];
        parameter.SqliteType = type;
        parameter.Value = value ?? DBNull.Value;
    }

    private byte[] BytesOf(Guid id)
    {
        id.TryWriteBytes(_id, bigEndian: true, out _);
        return _id;
    }
}
