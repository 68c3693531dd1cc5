using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.Tests.Storage;

/// <summary>What every store keeps to.</summary>
public abstract class DecisionStoreTests
{
    [StoreFact]
    public async Task Events_come_back_as_they_were_and_in_their_order()
    {
        await using IDecisionStore store = Open();
        Decision full = Decide(1, 0.123456789, "e", step: 4, waits: true, subject: "ann") with
        {
            LoggedProbability = 0.5,
            ApprenticeVersion = "v2",
            ApprenticeAction = 1,
            CandidateCount = 2,
            Candidates = new[] { 0.1f, -2, 3, float.Epsilon },
        };
        Decision bare = Decide(2, 1) with { Allowed = default, Probability = null, Distribution = default };
        SettingsChange change = new(DecisionMode.Canary, "greedy", 0.1) { Time = At(4) };
        DecisionEvent[] later = [Reward(1, 2, -0.1, "clicks"), Activate(1, 3), End("e", 3, isTruncated: true), change];
        await store.AppendAsync([full, bare]);
        await store.AppendAsync(later);

        LoggedEvent[] read = await store.ReadAsync().ToArrayAsync();
        Assert.Equal([1, 2, 3, 4, 5, 6], read.Select(each => each.Sequence));
        AssertSame(full, (Decision)read[0].Event);
        AssertSame(bare, (Decision)read[1].Event);
        Assert.Equal(later, read[2..].Select(each => each.Event));
        LoggedEvent[] rest = await store.ReadAsync(4).ToArrayAsync();
        Assert.Equal(read[4..].Select(each => each.Event), rest.Select(each => each.Event));
        Assert.Equal(new StoreCounts(2, 1, 1, 1, 1), await store.CountAsync());
    }

    [StoreFact]
    public async Task The_most_candidates_are_kept_in_batches()
    {
        float[] candidates = [.. Enumerable.Range(0, 1 << 18).Select(i => i / 8f)];
        await using IDecisionStore store = Open();
        await store.AppendAsync([.. Enumerable.Range(0, 40).Select(i => Decide(i, i) with { CandidateCount = 1 << 9, Candidates = candidates })]);
        int read = 0;
        await foreach (LoggedEvent each in store.ReadAsync())
        {
            read++;
            Assert.True(((Decision)each.Event).Candidates.Span.SequenceEqual(candidates));
        }

        Assert.Equal(40, read);
    }

    [StoreFact]
    public async Task A_log_that_is_opened_again_goes_on()
    {
        await using (IDecisionStore store = Open())
            await store.AppendAsync([Decide(1, 0)]);
        await using IDecisionStore again = Open();
        await again.AppendAsync([Reward(1, 1, 1)]);
        Assert.Equal([1, 2], (await again.ReadAsync().ToArrayAsync()).Select(each => each.Sequence));
    }

    [StoreFact]
    public async Task A_decision_that_is_there_already_is_left_out()
    {
        await using IDecisionStore store = Open();
        await store.AppendAsync([Decide(1, 0), Decide(1, 0)]);
        await store.AppendAsync([Decide(1, 5), Reward(1, 1, 1), Reward(1, 1, 1)]);
        Assert.Equal(new StoreCounts(1, 2, 0, 0, 0), await store.CountAsync());
    }

    [StoreFact]
    public async Task Longer_logs_are_read_page_by_page_while_others_write()
    {
        await using IDecisionStore store = Open();
        await store.AppendAsync([.. Enumerable.Range(0, 5000).Select(i => Decide(i, i / 60.0))]);
        List<long> read = [];
        await foreach (LoggedEvent each in store.ReadAsync())
        {
            if (read.Count == 3000)
                await store.AppendAsync([Reward(1, 90, 1)]);
            read.Add(each.Sequence);
        }

        Assert.Equal(Enumerable.Range(1, 5001).Select(i => (long)i), read);
    }

    [StoreFact]
    public async Task Old_events_are_deleted_from_the_beginning()
    {
        await using IDecisionStore store = Open();
        await store.AppendAsync([.. Enumerable.Range(0, 12_000).Select(i => Decide(i, i))]);
        Assert.Equal(0, await store.DeleteBeforeAsync(At(0)));
        Assert.Equal(11_000, await store.DeleteBeforeAsync(At(11_000)));
        Assert.Equal(At(11_000), (await store.ReadAsync().FirstAsync()).Event.Time);
        Assert.Equal(1000, await store.DeleteBeforeAsync(At(1e6)));
        await store.AppendAsync([Decide(1, 0)]);
        Assert.Equal(12_001, (await store.ReadAsync().SingleAsync()).Sequence);
    }

    [StoreFact]
    public async Task All_of_an_episode_is_erased_and_nothing_else()
    {
        await using IDecisionStore store = Open();
        await store.AppendAsync(
            [Decide(1, 0, "a"), Decide(2, 0, "b"), Reward(1, 1, 1), Reward(2, 1, 2), Activate(1, 1), End("a", 2), End("b", 2)]);
        Assert.Equal(4, await store.EraseEpisodeAsync("a"));
        Assert.Equal(new StoreCounts(1, 1, 0, 1, 0), await store.CountAsync());
        Assert.Equal(0, await store.EraseEpisodeAsync("a"));
    }

    [StoreFact]
    public async Task All_of_a_subject_is_erased_and_nothing_else()
    {
        await using IDecisionStore store = Open();
        await store.AppendAsync(
            [Decide(1, 0, "a", subject: "ann"), Decide(2, 0, subject: "bob"), Reward(1, 1, 1), Reward(2, 1, 2), Activate(1, 1)]);
        Assert.Equal(3, await store.EraseSubjectAsync("ann"));
        Assert.Equal(new StoreCounts(1, 1, 0, 0, 0), await store.CountAsync());
    }

    [StoreFact]
    public async Task Appends_from_many_sides_are_each_a_whole()
    {
        await using IDecisionStore store = Open();
        await Parallel.ForAsync(0, 64, async (i, stop) =>
            await store.AppendAsync([Decide(i, i), Reward(i, i, i), Activate(i, i)], stop));
        DecisionEvent[] read = await store.ReadAsync().Select(each => each.Event).ToArrayAsync();
        Assert.Equal(192, read.Length);
        foreach (DecisionEvent[] batch in read.Chunk(3))
        {
            Guid id = Assert.IsType<Decision>(batch[0]).Id;
            Assert.Equal(id, Assert.IsType<Reward>(batch[1]).DecisionId);
            Assert.Equal(id, Assert.IsType<Activation>(batch[2]).DecisionId);
        }
    }

    [StoreFact]
    public async Task A_store_that_is_closed_says_so()
    {
        IDecisionStore store = Open();
        await store.DisposeAsync();
        await store.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.AppendAsync([Decide(1, 0)]));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.CountAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.ReadAsync().ToArrayAsync());
    }

    /// <summary>Opens the store of the test, the same one each time.</summary>
    protected abstract IDecisionStore Open();

    private static void AssertSame(Decision expected, Decision actual)
    {
        Assert.Equal(expected.State.ToArray(), actual.State.ToArray());
        Assert.Equal(expected.Candidates.ToArray(), actual.Candidates.ToArray());
        Assert.Equal(expected.Allowed.ToArray(), actual.Allowed.ToArray());
        Assert.Equal(expected.Distribution.ToArray(), actual.Distribution.ToArray());
        Assert.Equal(WithoutMemory(expected), WithoutMemory(actual));

        static Decision WithoutMemory(Decision decision) =>
            decision with { State = default, Candidates = default, Allowed = default, Distribution = default };
    }
}
