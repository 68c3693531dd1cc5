using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;
using DeepQ.Decisions.Tests.Storage;
using Npgsql;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.PostgreSql.Tests;

[Collection(PostgreSqlCollection.Name)]
public sealed class PostgreSqlDecisionStoreTests(PostgreSqlServer server) : DecisionStoreTests
{
    private readonly string _connectionString = server.NewSchema();

    [Trait("Category", "Slow")]
    [StoreFact]
    public async Task Several_processes_write_one_log_and_readers_see_each_event_once()
    {
        await using PostgreSqlDecisionStore one = new(_connectionString);
        await using PostgreSqlDecisionStore other = new(_connectionString);
        Task writing = Parallel.ForAsync(0, 100, async (i, stop) =>
            await (i % 2 == 0 ? one : other).AppendAsync([Decide(2 * i, i), Decide((2 * i) + 1, i)], stop));
        List<Decision> seen = [];
        long last = 0;
        while (seen.Count < 200)
        {
            await foreach (LoggedEvent each in one.ReadAsync(last))
            {
                seen.Add((Decision)each.Event);
                last = each.Sequence;
            }

            if (writing.IsFaulted)
                await writing;
        }

        await writing;
        Assert.Equal(200, seen.Select(decision => decision.Id).Distinct().Count());
        Assert.All(seen.Chunk(2), batch => Assert.Equal(batch[0].Time, batch[1].Time));
    }

    [StoreFact]
    public async Task An_older_log_is_brought_to_the_present_schema_and_a_later_one_is_refused()
    {
        await using (PostgreSqlDecisionStore old = new(_connectionString))
            await old.AppendAsync([Decide(1, 0)]);
        string[] steps = [.. PostgreSqlSchema.Steps, "ALTER TABLE deepq_events ADD COLUMN note text"];
        await using (PostgreSqlDecisionStore store = new(_connectionString, steps))
            Assert.Equal(1, (await store.CountAsync()).Decisions);
        Assert.Contains(
            "has version 3 of the schema, but this library supports versions up to 2",
            Assert.Throws<DecisionStoreException>(() => new PostgreSqlDecisionStore(_connectionString)).Message,
            StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task A_log_of_the_first_version_takes_candidates()
    {
        await using (NpgsqlConnection connection = new(_connectionString))
        {
            // Written as a release wrote it that knew no candidates.
            await connection.OpenAsync();
            await using NpgsqlCommand command = new(
                $"""
                CREATE TABLE deepq_schema (version integer NOT NULL);
                INSERT INTO deepq_schema VALUES (1);
                {PostgreSqlSchema.Steps[0]}
                INSERT INTO deepq_events (kind, time, id, state, action, name, version, mode, flag, logged)
                VALUES (1, {(At(0) - DateTimeOffset.UnixEpoch).Ticks}, '{Id(1)}', '\x0000803f', 1, 'tea', 'v1', 4, false, 1)
                """,
                connection);
            await command.ExecuteNonQueryAsync();
        }

        await using PostgreSqlDecisionStore store = new(_connectionString);
        await store.AppendAsync([Decide(2, 0) with { CandidateCount = 1, Candidates = new[] { 3f } }]);
        Decision[] read = await store.ReadAsync().Select(each => (Decision)each.Event).ToArrayAsync();
        Assert.Equal([Id(1), Id(2)], read.Select(decision => decision.Id));
        Assert.Equal([(0, 0), (1, 1)], read.Select(decision => (decision.CandidateCount, decision.Candidates.Length)));
        Assert.Equal(1f, read[0].State.Span[0]);
        Assert.Equal(3f, read[1].Candidates.Span[0]);
    }

    [StoreFact]
    public void A_migration_that_fails_leaves_nothing_behind()
    {
        Assert.Throws<DecisionStoreException>(
            () => new PostgreSqlDecisionStore(_connectionString, [.. PostgreSqlSchema.Steps, "CREATE NONSENSE"]));
        using NpgsqlConnection connection = new(_connectionString);
        connection.Open();
        using NpgsqlCommand command = new("SELECT to_regclass('deepq_events') IS NULL AND to_regclass('deepq_schema') IS NULL", connection);
        Assert.Equal(true, command.ExecuteScalar());
    }

    [StoreFact]
    public void A_server_that_is_not_there_is_told_of() => Assert.StartsWith(
        "The log in PostgreSQL cannot be opened: ",
        Assert.Throws<DecisionStoreException>(() => new PostgreSqlDecisionStore("Host=/nowhere;Username=deepq")).Message,
        StringComparison.Ordinal);

    protected override IDecisionStore Open() => new PostgreSqlDecisionStore(_connectionString);
}
