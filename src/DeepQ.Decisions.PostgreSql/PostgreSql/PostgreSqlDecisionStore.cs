using System.Runtime.CompilerServices;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.PostgreSql;
using DeepQ.Decisions.Storage;
using Npgsql;

namespace DeepQ.Decisions;

/// <summary>
/// A log of decisions in PostgreSQL. Several processes may write it: batches are in the order of their commits.
/// </summary>
/// <remarks>
/// Acknowledged events are as durable as the server's <c>synchronous_commit</c> makes them. Erased events leave the
/// disk when the server vacuums.
/// </remarks>
public sealed class PostgreSqlDecisionStore : IDecisionStore, IDisposable
{
    // Each event has at most a megabyte of candidates.
    private const int PageRows = 256;
    private const int DeletedRows = 5000;

    // Larger arrays would be allocated as large objects, which live long.
    private const int InsertedRows = 256;

    private readonly NpgsqlDataSource _server;
    private volatile bool _disposed;

    /// <summary>Opens a log, or creates the tables of a new one.</summary>
    /// <param name="connectionString">
    /// The connection string for Npgsql; <c>Search Path</c> selects the schema of the tables.
    /// </param>
    /// <exception cref="ArgumentException">The connection string cannot be read.</exception>
    /// <exception cref="DecisionStoreException">
    /// The server cannot be reached, the tables cannot be created, or were written by a later version of the library.
    /// </exception>
    public PostgreSqlDecisionStore(string connectionString)
        : this(connectionString, PostgreSqlSchema.Steps)
    {
    }

    internal PostgreSqlDecisionStore(string connectionString, IReadOnlyList<string> schema)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        _server = NpgsqlDataSource.Create(connectionString);
        try
        {
            using NpgsqlConnection connection = _server.OpenConnection();
            PostgreSqlSchema.Migrate(connection, schema);
        }
        catch (Exception error)
        {
            _server.Dispose();
            if (error is NpgsqlException failure)
                throw Told(failure, "opened");
            throw;
        }
    }

    /// <inheritdoc/>
    public Task AppendAsync(IReadOnlyList<DecisionEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        return WriteAsync(
            "written",
            async (connection, transaction) =>
            {
                await ExecuteAsync(connection, transaction, $"SELECT pg_advisory_xact_lock({PostgreSqlSchema.WriterLock})", cancellationToken)
                    .ConfigureAwait(false);
                long inserted = 0;
                foreach (DecisionEvent[] part in events.Chunk(InsertedRows))
                {
                    EventRow[] rows = Array.ConvertAll(part, EventRow.Of);
                    inserted += await ExecuteAsync(
                        connection, transaction, PostgreSqlColumns.Insert, cancellationToken, [.. PostgreSqlColumns.ParametersOf(rows)])
                        .ConfigureAwait(false);
                }

                return inserted;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LoggedEvent> ReadAsync(
        long after = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        KnownNames names = new();
        while (true)
        {
            List<LoggedEvent> page = await QueryAsync(
                $"SELECT seq, {PostgreSqlColumns.All} FROM deepq_events WHERE seq > $1 ORDER BY seq LIMIT {PageRows}",
                reader => new LoggedEvent(reader.GetInt64(0), names.Shared(PostgreSqlColumns.Read(reader)).ToEvent()),
                cancellationToken,
                new NpgsqlParameter<long> { TypedValue = after }).ConfigureAwait(false);
            foreach (LoggedEvent logged in page)
                yield return logged;
            if (page.Count < PageRows)
                yield break;
            after = page[^1].Sequence;
        }
    }

    /// <inheritdoc/>
    public async Task<StoreCounts> CountAsync(CancellationToken cancellationToken = default)
    {
        List<(EventKind Kind, long Count)> counts = await QueryAsync(
            "SELECT kind, count(*) FROM deepq_events GROUP BY kind",
            reader => ((EventKind)reader.GetInt32(0), reader.GetInt64(1)),
            cancellationToken).ConfigureAwait(false);
        return EventCounts.From(counts.ToDictionary(each => each.Kind, each => each.Count));
    }

    /// <inheritdoc/>
    public async Task<long> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        const string Sql = """
            DELETE FROM deepq_events WHERE seq IN (
                SELECT seq FROM deepq_events
                WHERE seq < coalesce((SELECT seq FROM deepq_events WHERE time >= $1 ORDER BY seq LIMIT 1), 9223372036854775807)
                ORDER BY seq LIMIT $2)
            """;
        long deleted = 0;
        while (true)
        {
            long part = await WriteAsync(
                "deleted",
                (connection, transaction) => ExecuteAsync(
                    connection,
                    transaction,
                    Sql,
                    cancellationToken,
                    new NpgsqlParameter<long> { TypedValue = (time - DateTimeOffset.UnixEpoch).Ticks },
                    new NpgsqlParameter<int> { TypedValue = DeletedRows }),
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

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return _server.DisposeAsync();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static async Task<long> ExecuteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        string sql,
        CancellationToken cancellationToken,
        params NpgsqlParameter[] parameters)
    {
        using NpgsqlCommand command = new(sql, connection, transaction);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static DecisionStoreException Told(NpgsqlException error, string what) => error.SqlState == PostgresErrorCodes.DiskFull
        ? new($"The disk of the server is full: free space there, or delete old events. Nothing of it was {what}.", true, error)
        : new($"The log in PostgreSQL cannot be {what}: {error.Message}", innerException: error);

    private Task<long> EraseAsync(string column, string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return WriteAsync(
            "erased",
            async (connection, transaction) => await ExecuteAsync(
                connection,
                transaction,
                $"""
                DELETE FROM deepq_events
                WHERE kind IN (2, 3) AND id IN (SELECT id FROM deepq_events WHERE kind = 1 AND {column} = $1)
                """,
                cancellationToken,
                new NpgsqlParameter<string> { TypedValue = id }).ConfigureAwait(false)
            + await ExecuteAsync(
                connection,
                transaction,
                $"DELETE FROM deepq_events WHERE {column} = $1",
                cancellationToken,
                new NpgsqlParameter<string> { TypedValue = id }).ConfigureAwait(false),
            cancellationToken);
    }

    private async Task<long> WriteAsync(
        string what, Func<NpgsqlConnection, NpgsqlTransaction, Task<long>> write, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            await using NpgsqlConnection connection = await _server.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            long rows = await write(connection, transaction).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            return rows;
        }
        catch (NpgsqlException error)
        {
            throw Told(error, what);
        }
    }

    private async Task<List<T>> QueryAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            await using NpgsqlCommand command = _server.CreateCommand(sql);
            command.Parameters.AddRange(parameters);
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            List<T> rows = [];
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                rows.Add(read(reader));
            return rows;
        }
        catch (NpgsqlException error)
        {
            throw Told(error, "read");
        }
    }
}
