using System.Text;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Sqlite;
using DeepQ.Decisions.Storage;
using DeepQ.Decisions.Tests.Storage;
using Microsoft.Data.Sqlite;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.Tests.Sqlite;

public sealed class SqliteDecisionStoreTests : DecisionStoreTests, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("decisions.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_file_is_told_of_and_there_is_room_again_after_a_deletion()
    {
        await using SqliteDecisionStore store = new(Path, new() { MaxBytes = 300_000 });
        int batches = 0;
        DecisionStoreException error = await Assert.ThrowsAsync<DecisionStoreException>(async () =>
        {
            for (; ; batches++)
                await store.AppendAsync(Batch(batches));
        });
        Assert.True(error.IsFull);
        Assert.Contains("is full: free disk space, raise MaxBytes, or delete old events", error.Message, StringComparison.Ordinal);

        // What was acknowledged is there, and of what was not there is nothing.
        Assert.InRange(batches, 5, 100);
        Assert.Equal(100 * batches, (await store.CountAsync()).Decisions);
        Assert.Equal(100 * batches / 2, await store.DeleteBeforeAsync(At(100 * batches / 2)));
        await store.AppendAsync(Batch(batches));
        Assert.Equal((100 * batches / 2) + 100, (await store.CountAsync()).Decisions);
        Assert.InRange(new FileInfo(Path).Length, 1, 300_000);
    }

    [Fact]
    public async Task What_is_erased_is_on_the_disk_no_longer()
    {
        await using SqliteDecisionStore store = new(Path);
        await store.AppendAsync([Decide(1, 0, subject: "Ann Example"), Decide(2, 0, subject: "Bob Example")]);
        await store.EraseSubjectAsync("Ann Example");
        string bytes = OnDisk();
        Assert.DoesNotContain("Ann Example", bytes, StringComparison.Ordinal);
        Assert.Contains("Bob Example", bytes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_erased_while_somebody_reads_is_overwritten_by_a_call_after_that()
    {
        await using SqliteDecisionStore store = new(Path) { OverwriteWait = TimeSpan.FromMilliseconds(50) };
        await store.AppendAsync([Decide(1, 0, subject: "Ann Example")]);
        using (SqliteConnection other = new($"Data Source={Path};Pooling=False"))
        {
            other.Open();
            using SqliteTransaction reading = other.BeginTransaction(deferred: true);
            using SqliteCommand command = new("SELECT count(*) FROM events", other, reading);
            Assert.Equal(1L, command.ExecuteScalar());
            DecisionStoreException error = await Assert.ThrowsAsync<DecisionStoreException>(() => store.EraseSubjectAsync("Ann Example"));
            Assert.Contains("1 events were deleted but not overwritten yet", error.Message, StringComparison.Ordinal);
            Assert.Equal(0, (await store.CountAsync()).Decisions);
            Assert.Contains("Ann Example", OnDisk(), StringComparison.Ordinal);
        }

        Assert.Equal(0, await store.EraseSubjectAsync("Ann Example"));
        Assert.DoesNotContain("Ann Example", OnDisk(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_that_is_no_text_erases_nothing()
    {
        await using SqliteDecisionStore store = new(Path);
        await store.AppendAsync([Decide(1, 0, subject: "x\ufffd")]);
        await Assert.ThrowsAsync<ArgumentException>(() => store.EraseSubjectAsync("x\ud800"));
        Assert.Equal(1, (await store.CountAsync()).Decisions);
    }

    [Fact]
    public async Task An_older_file_is_brought_to_the_present_schema_and_keeps_what_it_holds()
    {
        await using (SqliteDecisionStore old = new(Path))
            await old.AppendAsync([Decide(1, 0)]);
        string[] steps = [.. SqliteSchema.Steps, "ALTER TABLE events ADD COLUMN note TEXT;", "CREATE TABLE notes (note TEXT);"];
        await using (SqliteDecisionStore store = new(Path, new(), steps))
        {
            await store.AppendAsync([Decide(2, 0)]);
            Assert.Equal(2, (await store.CountAsync()).Decisions);
        }

        Assert.Equal(4L, Scalar("PRAGMA user_version"));
        Assert.Equal(0L, Scalar("SELECT count(note) FROM events"));
        Assert.Equal(0L, Scalar("SELECT count(*) FROM notes"));

        DecisionStoreException newer = Assert.Throws<DecisionStoreException>(() => new SqliteDecisionStore(Path));
        Assert.Contains("has version 4 of the schema, but this library supports versions up to 2", newer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_the_first_version_takes_candidates()
    {
        // Written as a release wrote it that knew no candidates.
        Scalar($"""
            {SqliteSchema.Steps[0]}
            INSERT INTO events (kind, time, id, state, action, name, version, mode, flag, logged)
            VALUES (1, {(At(0) - DateTimeOffset.UnixEpoch).Ticks}, x'{Id(1):N}', x'0000803f', 1, 'tea', 'v1', 4, 0, 1);
            PRAGMA application_id = {SqliteSchema.ApplicationId};
            PRAGMA user_version = 1;
            """);
        await using SqliteDecisionStore store = new(Path);
        await store.AppendAsync([Decide(2, 0) with { CandidateCount = 1, Candidates = new[] { 3f } }]);
        Decision[] read = await store.ReadAsync().Select(each => (Decision)each.Event).ToArrayAsync();
        Assert.Equal(("tea", 1, 1f, 0, 0), (read[0].Name, read[0].Action, read[0].State.Span[0], read[0].CandidateCount, read[0].Candidates.Length));
        Assert.Equal([Id(1), Id(2)], read.Select(decision => decision.Id));
        Assert.Equal((1, 3f), (read[1].CandidateCount, read[1].Candidates.Span[0]));
        Assert.Equal(2L, Scalar("PRAGMA user_version"));
    }

    [Fact]
    public void A_migration_that_fails_leaves_the_file_as_it_was()
    {
        Assert.Throws<DecisionStoreException>(() => new SqliteDecisionStore(Path, new(), [.. SqliteSchema.Steps, "CREATE NONSENSE;"]));
        Assert.Equal(0L, Scalar("PRAGMA user_version"));
        Assert.Equal(0L, Scalar("SELECT count(*) FROM sqlite_schema"));
    }

    [Fact]
    public void Files_of_others_are_refused_and_left_alone()
    {
        Scalar("CREATE TABLE invoices (total INTEGER)");
        Assert.Contains(
            "is the database of another program",
            Assert.Throws<DecisionStoreException>(() => new SqliteDecisionStore(Path)).Message,
            StringComparison.Ordinal);
        Assert.Equal(1L, Scalar("SELECT count(*) FROM sqlite_schema"));

        string text = _folder.File("text.db");
        File.WriteAllText(text, new string('x', 5000));
        Assert.Contains(
            "cannot be opened", Assert.Throws<DecisionStoreException>(() => new SqliteDecisionStore(text)).Message, StringComparison.Ordinal);
        Assert.Throws<DecisionStoreException>(() => new SqliteDecisionStore(_folder.File("none/decisions.db")));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task The_file_is_written_ahead_and_waits_for_the_disk_as_set(bool survives, long synchronous)
    {
        await using SqliteDecisionStore store = new(Path, new() { SurvivesPowerLoss = survives });
        await store.AppendAsync([Decide(1, 0)]);
        Assert.Equal("wal", Scalar("PRAGMA journal_mode"));
        Assert.Equal(synchronous, store.Setting("synchronous"));
    }

    [Fact]
    public void A_limit_below_sixteen_pages_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SqliteStoreOptions { MaxBytes = 1000 });

    protected override IDecisionStore Open() => new SqliteDecisionStore(Path);

    private static DecisionEvent[] Batch(int number) => [.. Enumerable.Range(100 * number, 100).Select(i => Decide(i, i))];

    private string OnDisk() => string.Concat(Directory.GetFiles(_folder.FullName).Select(path =>
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using StreamReader reader = new(file, Encoding.Latin1);
        return reader.ReadToEnd();
    }));

    private object? Scalar(string sql)
    {
        using SqliteConnection connection = new($"Data Source={Path};Pooling=False");
        connection.Open();
        using SqliteCommand command = new(sql, connection);
        return command.ExecuteScalar();
    }
}
