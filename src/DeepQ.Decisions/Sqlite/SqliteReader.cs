using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;
using Microsoft.Data.Sqlite;

namespace DeepQ.Decisions.Sqlite;

/// <summary>Reads a log while another connection writes it. Each call is its own transaction.</summary>
/// <remarks>A long transaction would prevent checkpoints of the write-ahead log.</remarks>
internal sealed class SqliteReader(SqliteFile file) : IDisposable
{
    /// <summary>The maximum number of events per page; each has at most a megabyte of candidates.</summary>
    public const int PageRows = 256;

    private readonly SqliteConnection _connection = file.Open(SqliteOpenMode.ReadOnly);
    private readonly KnownNames _names = new();

    public void Dispose() => _connection.Dispose();

    /// <summary>Returns the next events after a sequence number; fewer than a page at the end of the log.</summary>
    public List<LoggedEvent> PageAfter(long sequence)
    {
        try
        {
            using SqliteCommand command = new(
                $"SELECT seq, {SqliteColumns.All} FROM events WHERE seq > $after ORDER BY seq LIMIT {PageRows}", _connection);
            command.Parameters.AddWithValue("$after", sequence);
            using SqliteDataReader reader = command.ExecuteReader();
            List<LoggedEvent> page = new(PageRows);
            while (reader.Read())
                page.Add(new(reader.GetInt64(0), _names.Shared(SqliteColumns.Read(reader)).ToEvent()));
            return page;
        }
        catch (SqliteException error)
        {
            throw file.Told(error, "read");
        }
    }

    /// <summary>Counts the events of each kind.</summary>
    public StoreCounts Count()
    {
        try
        {
            using SqliteCommand command = new("SELECT kind, count(*) FROM events GROUP BY kind", _connection);
            using SqliteDataReader reader = command.ExecuteReader();
            Dictionary<EventKind, long> counts = [];
            while (reader.Read())
                counts[(EventKind)reader.GetInt32(0)] = reader.GetInt64(1);
            return EventCounts.From(counts);
        }
        catch (SqliteException error)
        {
            throw file.Told(error, "read");
        }
    }
}
