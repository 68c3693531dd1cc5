using CsCheck;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.Tests.Joining;

/// <summary>Holds the join against the model, in logs that are as disorderly as they can be.</summary>
public sealed class JoinPropertyTests
{
    private static readonly JoinOptions Options = new()
    {
        RewardWait = TimeSpan.FromMinutes(10),
        ActivationWait = TimeSpan.FromMinutes(6),
        EpisodeTimeout = TimeSpan.FromMinutes(15),
        DefaultReward = -100,
    };

    // Mostly some minutes on, now and then a little back, or hours back or ahead.
    private static readonly Gen<double> Passing = Gen.Frequency(
        (10, Gen.Double[0, 5]), (3, Gen.Double[-0.9, 0]), (1, Gen.Double[-300, -2]), (1, Gen.Double[20, 300]));

    private static readonly Gen<DecisionEvent[]> Log = Gen.Select(Passing, Gen.Int[0, 9], Gen.Int[0, 9999]).Array[0, 40].Select(steps =>
    {
        double minutes = 0;
        return steps.Select(step => Event(step.Item2, step.Item3, minutes += step.Item1)).ToArray();
    });

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(10, 6)]
    [InlineData(5, 9)]
    public void Any_log_is_joined_as_the_model_says(int rewardWait, int activationWait) => Gen.Select(Log, Gen.Double[0, 40]).Sample(
        (log, later) =>
        {
            JoinOptions options = Options with
            {
                RewardWait = TimeSpan.FromMinutes(rewardWait),
                ActivationWait = TimeSpan.FromMinutes(activationWait),
            };
            DateTimeOffset now = log.Length == 0 ? Start : log[^1].Time.AddMinutes(later);
            Assert.Equal(JoinModel.Describe(log, options, now), Join(log, now, options).Lines);
        },
        iter: 10_000);

    [Fact]
    public void Every_decision_and_every_reward_is_counted_once() => Log.Sample(
        log =>
        {
            JoinCounts counts = Join(log, (log.LastOrDefault()?.Time ?? Start).AddDays(1)).Counts;
            Assert.Equal(log.OfType<Decision>().Count(), counts.Decisions + counts.DuplicateDecisions);
            Assert.Equal(counts.Decisions, counts.Joined + counts.NotActivated);
            Assert.Equal(counts.Joined, counts.Rewarded + counts.Defaulted);
            Assert.Equal(0, counts.Waiting);
        },
        iter: 5_000);

    [Fact]
    public void What_was_joined_once_stays_as_it_was() => Gen.Select(Log, Gen.Int[0, 40]).Sample(
        (log, length) =>
        {
            DecisionEvent[] part = log[..Math.Min(length, log.Length)];
            string[] early = Join(part, part.LastOrDefault()?.Time ?? Start).Lines;
            List<string> late = [.. Join(log, (log.LastOrDefault()?.Time ?? Start).AddDays(1)).Lines];
            Assert.All(early, line => Assert.True(late.Remove(line), line));
        },
        iter: 5_000);

    private static DecisionEvent Event(int kind, int draw, double minutes)
    {
        int number = draw % 6;
        string episode = "ab"[draw / 6 % 2].ToString();
        int three = draw / 12 % 3;
        return kind switch
        {
            < 4 => Decide(number, minutes, three == 0 ? null : episode, draw % 7 == 0 ? three : null, waits: draw % 5 == 0),
            < 7 => Reward(number, minutes, draw % 11, "xyz"[three].ToString()),
            < 9 => Activate(number, minutes),
            _ => End(episode, minutes, isTruncated: three == 0),
        };
    }

    private static (string[] Lines, JoinCounts Counts) Join(
        DecisionEvent[] log, DateTimeOffset now, JoinOptions? options = null)
    {
        EpisodeJoiner joiner = new(options ?? Options);
        Array.ForEach(log, joiner.Add);
        joiner.Finish(now);
        List<string> lines = [];
        while (joiner.TryTake(out JoinedEpisode? episode))
        {
            lines.Add($"{episode!.Id} {(episode.IsTruncated ? "cut" : "ended")}: "
                + string.Join(", ", episode.Rows.Select(row => $"{row.Decision.Id} {row.Reward}")));
        }

        return ([.. lines.Order(StringComparer.Ordinal)], joiner.Counts);
    }
}
