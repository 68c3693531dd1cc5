using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.Tests.Storage;

public sealed class FindStartTests
{
    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(0.5, 1)]
    [InlineData(500, 500)]
    [InlineData(998.5, 999)]
    [InlineData(999, 999)]
    [InlineData(1000, 1000)]
    public async Task The_events_of_a_time_begin_after_it(double minutes, long expected)
    {
        using TemporaryFolder folder = new();
        await using SqliteDecisionStore store = new(folder.File("decisions.db"));
        await store.AppendAsync([.. Enumerable.Range(0, 1000).Select(i => Decide(i, i))]);
        Assert.Equal(expected, await store.FindStartAsync(At(minutes)));
    }

    [Fact]
    public async Task Where_the_beginning_was_deleted_it_is_found_all_the_same()
    {
        using TemporaryFolder folder = new();
        await using SqliteDecisionStore store = new(folder.File("decisions.db"));
        await store.AppendAsync([.. Enumerable.Range(0, 1000).Select(i => Decide(i, i))]);
        await store.DeleteBeforeAsync(At(700));
        await foreach (LoggedEvent first in store.ReadAsync(await store.FindStartAsync(At(800))))
        {
            Assert.Equal(At(800), first.Event.Time);
            break;
        }

        Assert.Equal(0, await store.FindStartAsync(At(600)));
    }

    [Fact]
    public async Task An_empty_log_begins_at_its_beginning() => Assert.Equal(0, await new MemoryStore().FindStartAsync(Start));
}
