using System.Diagnostics;
using System.Runtime.CompilerServices;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Sqlite;
using DeepQ.Decisions.Storage;
using Microsoft.Data.Sqlite;

namespace DeepQ.Decisions;

/// <summary>
/// A log of decisions in a SQLite file with a write-ahead log (WAL): one connection writes while any number read.
/// </summary>
/// <remarks>
/// The application must add SQLite, with the package <c>Microsoft.Data.Sqlite</c> or a bundle of SQLitePCLRaw.
/// Erased events are overwritten with zeros as soon as no reader uses the old data.
/// </remarks>
public sealed class SqliteDecisionStore : IDecisionStore, IDisposable
{
    private const int DeletedRows = 5000;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);

    private readonly SqliteFile _file;
    private readonly SqliteConnection _connection;
    private readonly SqliteInsert _insert;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private bool _disposed;

    /// <summary>Opens a log, or creates one.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="options">The options of the file; null for the defaults.</param>
    /// <exception cref="DecisionStoreException">
    /// The file cannot be opened, belongs to another program, or was written by a later version of the library.
    /// </exception>
    public SqliteDecisionStore(string path, SqliteStoreOptions? options = null)
        : this(path, options ?? new(), SqliteSchema.Steps)
    {
    }

    internal SqliteDecisionStore(string path, SqliteStoreOptions options, IReadOnlyList<string> schema)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _file = new(path);
        _connection = _file.Open(SqliteOpenMode.ReadWriteCreate);
        try
        {
            using SqliteCommand settings = _connection.CreateCommand();
            settings.CommandText = $"""
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = {(options.SurvivesPowerLoss ? "FULL" : "NORMAL")};
                PRAGMA secure_delete = ON;
                """;
            settings.ExecuteNonQuery();
            SqliteSchema.Migrate(_connection, schema);
            settings.CommandText = "PRAGMA page_size";
            long pages = options.MaxBytes / (long)settings.ExecuteScalar()! ?? uint.MaxValue - 1;
            settings.CommandText = $"PRAGMA max_page_count = {pages}";
            settings.ExecuteNonQuery();
            _insert = new(_connection);
        }
        catch (Exception error)
        {
            _connection.Dispose();
            if (error is SqliteException failure)
                throw _file.Told(failure, "opened");
            throw;
        }
    }

    /// <summary>How long an erasure waits for readers.</summary>
    internal TimeSpan OverwriteWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public Task AppendAsync(IReadOnlyList<DecisionEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        return WriteAsync(
            "written",
            transaction =>
            {
                foreach (DecisionEvent entry in events)
                    _insert.Run(transaction, EventRow.Of(entry));
                return events.Count;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LoggedEvent> ReadAsync(
        long after = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        using SqliteReader reader = new(_file);
        while (true)
        {
            List<LoggedEvent> page = await Task.Run(() => reader.PageAfter(after), cancellationToken).ConfigureAwait(false);
            foreach (LoggedEvent logged in page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return logged;
            }

            if (page.Count < SqliteReader.PageRows)
                yield break;
            after = page[^1].Sequence;
        }
    }

    /// <inheritdoc/>
    public Task<StoreCounts> CountAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return Task.Run(
            () =>
            {
                using SqliteReader reader = new(_file);
                return reader.Count();
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<long> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        const string Sql = """
            DELETE FROM events WHERE seq IN (
                SELECT seq FROM events
                WHERE seq < coalesce((SELECT seq FROM events WHERE time >= $time ORDER BY seq LIMIT 1), 9223372036854775807)
                ORDER BY seq LIMIT $rows)
            """;
        long deleted = 0;
        while (true)
        {
            // In parts, between which others can write.
            long part = await WriteAsync(
                "deleted",
                transaction => Execute(
                    transaction, Sql, ("$time", (time - DateTimeOffset.UnixEpoch).Ticks), ("$rows", DeletedRows)),
                cancellationToken).ConfigureAwait(false);
            deleted += part;
            if (part < DeletedRows)
                return deleted;
        }
    }

    /// <inheritdoc/>
    public Task<long> EraseEpisodeAsync(string episodeId, CancellationToken cancellationToken = default) =>
        EraseAsync("episode", episodeId, cancellationToken);

    /// <inheritdoc/>
    public Task<long> EraseSubjectAsync(string subjectId, CancellationToken cancellationToken = default) =>
        EraseAsync("subject", subjectId, cancellationToken);

    /// <summary>Closes the file, after pending writes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_disposed)
                return;
            _disposed = true;
            _insert.Dispose();
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Returns a setting of the connection that writes.</summary>
    internal object? Setting(string name)
    {
        using SqliteCommand command = new($"PRAGMA {name}", _connection);
        return command.ExecuteScalar();
    }

    private async Task<long> EraseAsync(string column, string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        EventText.Require(id, nameof(id));
        long deleted = await WriteAsync(
            "erased",
            transaction => Execute(
                transaction,
                $"""
                DELETE FROM events WHERE kind IN (2, 3) AND id IN (SELECT id FROM events WHERE kind = 1 AND {column} = $id);
                DELETE FROM events WHERE {column} = $id;
                """,
                ("$id", id)),
            cancellationToken).ConfigureAwait(false);

        // The write-ahead log still contains the events, and stays while somebody reads.
        long start = Stopwatch.GetTimestamp();
        while (await RunAsync("overwritten", MoveWrittenAhead, cancellationToken).ConfigureAwait(false) != 0)
        {
            if (Stopwatch.GetElapsedTime(start) >= OverwriteWait)
            {
                throw new DecisionStoreException(
                    $"{deleted} events were deleted but not overwritten yet, because somebody reads '{_connection.DataSource}': "
                    + "call again after the reading.");
            }

            await Task.Delay(LookAgain, cancellationToken).ConfigureAwait(false);
        }

        return deleted;
    }

    // Returns 1 if somebody reads, otherwise 0.
    private long MoveWrittenAhead()
    {
        using SqliteCommand command = new("PRAGMA wal_checkpoint(TRUNCATE)", _connection);
        return (long)command.ExecuteScalar()!;
    }

    private Task<long> WriteAsync(string what, Func<SqliteTransaction, long> write, CancellationToken cancellationToken) => RunAsync(
        what,
        () =>
        {
            using SqliteTransaction transaction = _connection.BeginTransaction(deferred: false);
            long rows = write(transaction);
            transaction.Commit();
            return rows;
        },
        cancellationToken);

    private async Task<long> RunAsync(string what, Func<long> work, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return await Task.Run(work, cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException error)
        {
            throw _file.Told(error, what);
        }
        finally
        {
            _writing.Release();
        }
    }

    private long Execute(SqliteTransaction transaction, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using SqliteCommand command = new(sql, _connection, transaction);
        foreach ((string name, object value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return command.ExecuteNonQuery();
    }
}
