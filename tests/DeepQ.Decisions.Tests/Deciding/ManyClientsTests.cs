using System.Collections.Concurrent;
using CsCheck;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Tests.Joining;

namespace DeepQ.Decisions.Tests.Deciding;

/// <summary>Eight clients at once, on a real file, with requests that are doubled, disordered and unknown.</summary>
public sealed class ManyClientsTests
{
    private static readonly JoinOptions Options = new() { DefaultReward = -1, EpisodeTimeout = TimeSpan.FromHours(1) };

    [Trait("Category", "Slow")]
    [Fact]
    public async Task What_was_acknowledged_is_in_the_log_once_and_joined_as_the_model_says() =>
        await Gen.ULong.SampleAsync(RunAsync, iter: 5, threads: 1);

    private static async Task RunAsync(ulong seed)
    {
        using TemporaryFolder folder = new();
        await using SqliteDecisionStore store = new(folder.File("decisions.db"), new() { SurvivesPowerLoss = false });
        SetTime time = new();
        ConcurrentQueue<DecisionAnswer> decided = new();
        ConcurrentQueue<(Guid Id, double Value, string Key)> rewarded = new();
        DecisionOptions options = new()
        {
            StateSize = 2,
            ActionNames = ["a", "b"],
            Baseline = (_, _) => 0,
            QueueCapacity = 16,
        };
        await using (DecisionService service = new(options, store, new PolicyVersions(), new Random(1), time))
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(client => Task.Run(() => ActAsync(service, client))));
            await service.FlushAsync();
        }

        LoggedEvent[] log = await store.ReadAsync().ToArrayAsync();
        Assert.Equal(
            decided.Select(answer => answer.Id).Order(), log.Select(each => each.Event).OfType<Decision>().Select(each => each.Id).Order());
        Assert.Equal(
            rewarded.Order(),
            log.Select(each => each.Event).OfType<Reward>().Select(each => (each.DecisionId, each.Value, each.Key)).Order());

        DateTimeOffset now = log[^1].Event.Time.AddHours(2);
        string[] joined = [.. (await new JoinedLog(store, now, Options).ToArrayAsync()).Select(episode =>
            $"{episode.Id} {(episode.IsTruncated ? "cut" : "ended")}: "
            + string.Join(", ", episode.Rows.Select(row => $"{row.Decision.Id} {row.Reward}"))).Order(StringComparer.Ordinal)];
        Assert.Equal(JoinModel.Describe([.. log.Select(each => each.Event)], Options, now), joined);

        async Task ActAsync(DecisionService service, int client)
        {
            Random random = new((int)seed + client);
            for (int i = 0; i < 30; i++)
            {
                // Minutes pass, and now and then hours the other way.
                time.Now = time.Now.AddMinutes(random.Next(20) == 0 ? -200 : random.NextDouble());
                DecisionAnswer answer = await service.DecideAsync(new DecisionRequest(new float[2])
                {
                    EpisodeId = random.Next(3) == 0 ? null : $"{client / 2} {i / 5}",
                    WaitsForActivation = random.Next(4) == 0,
                });
                decided.Enqueue(answer);
                if (random.Next(2) == 0)
                    await service.ActivateAsync(answer.Id);
                for (int part = random.Next(4); part > 0; part--)
                {
                    (Guid, double, string) reward = (answer.Id, random.Next(9), $"{random.Next(3)}");
                    await service.RewardAsync(reward.Item1, reward.Item2, reward.Item3);
                    rewarded.Enqueue(reward);
                }

                if (i % 5 == 4)
                    await service.EndEpisodeAsync($"{client / 2} {i / 5}", isTruncated: random.Next(2) == 0);
            }
        }
    }
}
