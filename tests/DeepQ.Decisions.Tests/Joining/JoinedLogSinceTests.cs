using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Tests.Storage;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.Tests.Joining;

public sealed class JoinedLogSinceTests
{
    private static readonly JoinOptions Options = new()
    {
        RewardWait = TimeSpan.FromMinutes(10),
        ActivationWait = TimeSpan.FromMinutes(6),
        EpisodeTimeout = TimeSpan.FromMinutes(15),
    };

    [Fact]
    public async Task The_end_of_a_log_is_joined_as_it_is_in_the_whole()
    {
        Random random = new(1);
        for (int log = 0; log < 200; log++)
        {
            await using MemoryStore store = new();
            await store.AppendAsync([.. Events(random)]);
            List<JoinedEpisode> whole = await new JoinedLog(store, At(1_000), Options).ToListAsync();
            foreach (double minutes in new[] { -1e9, 0, 50, 100.5, 170, 1_000 })
            {
                DateTimeOffset since = minutes < 0 ? DateTimeOffset.MinValue : At(minutes);
                List<JoinedEpisode> end = await new JoinedLog(store, At(1_000), Options, since).ToListAsync();
                Assert.Equal(whole.Where(episode => episode.Rows[0].Decision.Time >= since).Select(Describe), end.Select(Describe));
            }
        }
    }

    [Fact]
    public async Task What_lies_long_before_is_not_read()
    {
        await using MemoryStore store = new();
        await store.AppendAsync([.. Enumerable.Range(0, 1_000).Select(number => Decide(number, number))]);
        JoinedLog log = new(store, At(5_000), Options, At(900));
        Assert.Equal(100, await log.CountAsync());

        // The episode's 15 minutes, and twice the 16 of both waits.
        Assert.Equal(100 + 15 + 32, log.Counts.Decisions);
    }

    private static string Describe(JoinedEpisode episode) =>
        $"{episode.Id} {episode.IsTruncated} {string.Join(", ", episode.Rows.Select(row => $"{row.Decision.Id} {row.Reward} {row.IsTerminal}"))}";

    private static IEnumerable<DecisionEvent> Events(Random random)
    {
        double minutes = 0;
        for (int number = 0; number < 80; number++)
        {
            minutes += 4 * random.NextDouble();
            string? episode = random.Next(3) == 0 ? null : $"e{random.Next(4)}";
            yield return Decide(number, minutes, episode, waits: random.Next(6) == 0);
            if (random.Next(2) == 0)
                yield return Reward(Math.Max(0, number - random.Next(5)), minutes, random.Next(9));
            if (random.Next(6) == 0)
                yield return Activate(Math.Max(0, number - random.Next(3)), minutes);
            if (random.Next(5) == 0)
                yield return End($"e{random.Next(4)}", minutes, random.Next(2) == 0);
        }
    }
}
