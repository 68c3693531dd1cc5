using DeepQ.Decisions.Doctor;
using static DeepQ.Decisions.Tests.Doctor.DecisionDoctorTests;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.Tests.Doctor;

public sealed class RewardFindingTests
{
    [Theory]
    [InlineData(400, FindingSeverity.Error, "No reward has arrived since 2026-03-01 12:00 UTC for 400 decisions whose wait of 00:10:00 is over")]
    [InlineData(60, FindingSeverity.Information, "No reward has arrived since 2026-03-01 12:00 UTC for 60 decisions")]
    public async Task No_reward_came(int decisions, FindingSeverity severity, string message) => One(
        await new DoctorLog { Decisions = decisions, Value = _ => null }.ExamineAsync(), FindingCode.NoRewards, severity, message);

    [Fact]
    public async Task What_is_still_waited_for_is_no_missing_reward() =>
        Assert.Empty((await new DoctorLog { Decisions = 9, Value = _ => null }.ExamineAsync(10)).Findings);

    // A reward for each tenth decision, the last one at 251.
    [Fact]
    public async Task Rewards_came_and_come_no_more() => One(
        await new DoctorLog { Value = i => i % 10 == 0 && i <= 250 ? i % 3 : null }.ExamineAsync(432),
        FindingCode.RewardsStopped,
        FindingSeverity.Error,
        "No reward has arrived since 2026-03-01 16:11 UTC, 3 hours ago, while 148 decisions were made; before, there were at most 10 between two rewards.");

    [Theory]
    [InlineData(10, 310)] // 89 decisions since
    [InlineData(60, 250)] // 149 decisions since, and 60 between two before
    public async Task A_pause_that_is_usual_is_none(int every, int last) =>
        Assert.Empty((await new DoctorLog { Value = i => i % every == 0 && i <= last ? 1 + (i / every % 3) : null }.ExamineAsync()).Findings);

    [Theory]
    [InlineData(2, FindingSeverity.Information, "2 of 400 (0.5%) rewards arrived more than 00:10:00")]
    [InlineData(100, FindingSeverity.Warning, "100 of 400 (25%) rewards arrived more")]
    [InlineData(300, FindingSeverity.Error, "300 of 400 (75%) rewards arrived more")]
    public async Task Rewards_are_late(int late, FindingSeverity severity, string message) => One(
        await new DoctorLog { Delay = i => i < late ? 11 : 1 }.ExamineAsync(), FindingCode.LateRewards, severity, message);

    [Theory]
    [InlineData(2, FindingSeverity.Information, "2 of 402 (0.498%) rewards name a decision that is not in the log")]
    [InlineData(100, FindingSeverity.Warning, "100 of 500 (20%) rewards name")]
    [InlineData(600, FindingSeverity.Error, "600 of 1,000 (60%) rewards name")]
    public async Task Rewards_are_of_unknown_decisions(int unknown, FindingSeverity severity, string message) => One(
        await new DoctorLog { More = [.. Enumerable.Range(1000, unknown).Select(i => Reward(i, 9, 1))] }.ExamineAsync(),
        FindingCode.UnknownRewards,
        severity,
        message);

    [Fact]
    public async Task Rewards_never_differ() => One(
        await new DoctorLog { Value = _ => 2.5 }.ExamineAsync(),
        FindingCode.ConstantRewards,
        FindingSeverity.Warning,
        "The joined reward is 2.5 for all 400 decisions");

    [Fact]
    public async Task A_reward_that_comes_or_does_not_differs() =>
        Assert.Empty((await new DoctorLog { Value = i => i % 5 == 0 ? 1 : null }.ExamineAsync()).Findings);
}
