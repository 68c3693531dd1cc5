using System.Text.Json;
using DecisionServer.Summaries;
using DeepQ.Decisions;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DecisionServer.Tests.Summaries;

public sealed class SummaryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 30, TimeSpan.Zero);

    // Minutes from 11:01 to 12:00, and the last one is half over.
    [Fact]
    public void Decisions_and_rewards_are_told_by_version_and_minute()
    {
        SummaryBuilder builder = new(Now, TimeSpan.FromHours(1));
        Assert.Equal(Now.AddMinutes(-59).AddSeconds(-30), builder.Since);
        Decision early = Made("v1", -61), first = Made("v1", -59), last = Made("baseline", 0), other = Made("v1", 0);
        foreach (Decision decision in (Decision[])[early, first, last, other])
        {
            builder.See(decision);
            builder.See(new JoinedEpisode(null, [new JoinedRow(decision, decision == other ? 3 : 1, decision == last ? 0 : 1, null, true)], false));
        }

        Summary summary = builder.ToSummary(version => $"<{version}>");
        Assert.Equal(60, summary.Times.Length);
        Assert.Equal((builder.Since.ToUnixTimeSeconds(), 60), (summary.Times[0], summary.Times[1] - summary.Times[0]));
        VersionSeries v1 = summary.Versions[0];
        Assert.Equal(("v1", "<v1>", 2, 2.0), (v1.Version, v1.Name, v1.Total, v1.Reward!.Value));
        Assert.Equal((1, 1), (v1.Decisions[0], v1.Decisions[59]));
        Assert.Equal((1.0, null, 3.0), (v1.Rewards[0]!.Value, v1.Rewards[1]?.Value, v1.Rewards[59]!.Value));
        Assert.Equal((3, 3, 2), (summary.Totals.Decisions, summary.Totals.Joined, summary.Totals.Rewarded));
        Assert.Equal(5 / 3.0, summary.Totals.Reward!.Value, 12);
    }

    [Fact]
    public void Exploration_and_agreement_are_shares_of_those_that_could_be()
    {
        SummaryBuilder builder = new(Now, TimeSpan.FromHours(1));
        builder.See(Made("v1", 0) with { Distribution = new[] { 0.9, 0.1 }, Probability = 0.9 });
        builder.See(Made("v1", 0) with { Distribution = new[] { 0.9, 0.1 }, Probability = 0.1, Action = 1 });
        builder.See(Made("baseline", -1) with { Probability = 1, ApprenticeAction = 0 });
        builder.See(Made("baseline", -1) with { Probability = 1, ApprenticeAction = 1 });
        Summary summary = builder.ToSummary(version => version);
        Assert.Equal((null, 0.5, 0.5), (summary.Explored[58], summary.Explored[59], summary.Totals.Explored));
        Assert.Equal((0.5, null, 0.5), (summary.Agreed[58], summary.Agreed[59], summary.Totals.Agreed));
    }

    // Forty episodes of one decision, half of them worth 1: the mean ± t · √(0.25 / 39), with the t of 39 degrees of freedom.
    [Fact]
    public void A_mean_has_the_interval_of_independent_values()
    {
        RewardSums sums = new();
        for (int i = 0; i < 40; i++)
            sums.Add(i % 2, 1);
        MeanReward mean = sums.ToMean()!;
        Assert.Equal((0.5, 0.5 - (2.022691 * Math.Sqrt(0.25 / 39))), (mean.Value, mean.Lower!.Value), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-6);
    }

    // The same rewards, where all nine of an episode are equal: a ninth of the values that tell anything.
    [Fact]
    public void Decisions_of_one_episode_do_not_make_an_interval_shorter()
    {
        RewardSums single = new(), together = new();
        for (int i = 0; i < 40; i++)
        {
            single.Add(i % 2, 1);
            together.Add(9 * (i % 2), 9);
        }

        Assert.Equal(single.ToMean()!.Lower!.Value, together.ToMean()!.Lower!.Value, 12);
    }

    [Fact]
    public void With_few_episodes_there_is_no_interval_and_with_none_no_mean()
    {
        RewardSums sums = new();
        Assert.Null(sums.ToMean());
        sums.Add(1, 1);
        Assert.Equal(new MeanReward(1, null, null), sums.ToMean());
        sums.Add(double.MaxValue, 1);
        sums.Add(double.MaxValue, 1);
        Assert.Null(sums.ToMean());
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task The_server_gives_both_of_its_log()
    {
        // A busy machine takes more than two seconds from a decision to its reward now and then.
        using RunningServer server = new("--Server:RewardWait=00:00:05");
        for (int i = 0; i < 5; i++)
        {
            (Guid id, _) = await server.DecideAsync();
            if (i < 2)
                await server.PostAsync("/rewards", $$"""{"decisionId": "{{id}}", "value": 1}""", 204);
        }

        JsonElement summary = await JoinedAsync(server, 5);
        Assert.Equal("""{"decisions":5,"joined":5,"rewarded":2,""", summary.GetProperty("totals").GetRawText()[..39]);
        Assert.Equal(("baseline", 0.4), (summary.GetProperty("versions")[0].GetProperty("name").GetString(), summary.GetProperty("totals").GetProperty("reward").GetProperty("value").GetDouble()));
        JsonElement report = await server.GetAsync("/doctor?minutes=60");
        Assert.Equal(5, report.GetProperty("counts").GetProperty("decisions").GetInt64());
        Assert.Equal(0, report.GetProperty("findings").GetArrayLength());
    }

    [Theory]
    [InlineData("/summary?minutes=0")]
    [InlineData("/doctor?minutes=50000")]
    public async Task A_window_that_is_none_is_told(string path)
    {
        using RunningServer server = new();
        JsonElement problem = await server.SendAsync(HttpMethod.Get, path, null, 400);
        Assert.EndsWith("it must be from 1 to 44640.", problem.GetProperty("errors").GetProperty("minutes")[0].GetString(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> JoinedAsync(RunningServer server, int decisions)
    {
        for (int i = 0; i < 100; i++)
        {
            JsonElement summary = await server.GetAsync("/summary?minutes=15");
            if (summary.GetProperty("totals").GetProperty("joined").GetInt32() == decisions)
                return summary;
            await Task.Delay(200);
        }

        throw new TimeoutException("The decisions were not joined in twenty seconds.");
    }

    private static Decision Made(string version, int minutes) => new()
    {
        Id = Guid.NewGuid(),
        Time = Now.AddMinutes(minutes),
        State = new float[2],
        Action = 0,
        Name = "coffee",
        Version = version,
        Mode = DecisionMode.Online,
    };
}
