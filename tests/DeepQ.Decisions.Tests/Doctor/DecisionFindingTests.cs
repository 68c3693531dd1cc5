using DeepQ.Decisions.Doctor;
using static DeepQ.Decisions.Tests.Doctor.DecisionDoctorTests;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.Tests.Doctor;

public sealed class DecisionFindingTests
{
    [Theory]
    [InlineData(1, FindingSeverity.Error, "400 of 400 (100%) decisions that waited for an activation got none within 00:10:00")]
    [InlineData(4, FindingSeverity.Warning, "300 of 400 (75%) decisions")]
    [InlineData(0, FindingSeverity.Information, "8 of 400 (2%) decisions")]
    public async Task Decisions_are_not_activated(int one, FindingSeverity severity, string message)
    {
        // One in so many is activated; for 1 none is, and for 0 all but eight.
        bool IsActivated(int i) => one == 0 ? i >= 8 : one > 1 && i % one == 0;
        DoctorLog log = new()
        {
            Change = (_, decision) => decision with { WaitsForActivation = true },
            More = [.. Enumerable.Range(0, 400).Where(IsActivated).Select(i => Activate(i, i + 1))],
        };
        One(await log.ExamineAsync(), FindingCode.NotActivated, severity, message);
    }

    [Theory]
    [InlineData(2, FindingSeverity.Information, "2 of 400 (0.5%) decisions have no probability")]
    [InlineData(40, FindingSeverity.Warning, "40 of 400 (10%) decisions have no probability")]
    public async Task Probabilities_are_missing(int missing, FindingSeverity severity, string message) => One(
        await new DoctorLog { Change = (i, decision) => i < missing ? decision with { Probability = null } : decision }.ExamineAsync(),
        FindingCode.MissingProbabilities,
        severity,
        message);

    [Theory]
    [InlineData(DecisionMode.Online, "v1", FindingSeverity.Warning, "All 400 decisions were certain (probability 1): nothing can be learned")]
    [InlineData(DecisionMode.LoggingOnly, "baseline", FindingSeverity.Information, "All 400 decisions were certain (probability 1), as the baseline's")]
    public async Task Probabilities_never_move(DecisionMode mode, string version, FindingSeverity severity, string message) => One(
        await new DoctorLog { Change = (_, decision) => decision with { Probability = 1, Mode = mode, Version = version } }.ExamineAsync(),
        FindingCode.NoExploration,
        severity,
        message);

    [Fact]
    public async Task An_action_is_allowed_and_hardly_ever_taken()
    {
        // The third action of three: five times in two thousand, each with probability 1/2.
        DoctorLog log = new()
        {
            Decisions = 2000,
            Change = (i, decision) => decision with
            {
                Action = i % 400 == 7 ? 2 : i % 2,
                Name = i % 400 == 7 ? "up" : "side",
                Distribution = new[] { 0.25, 0.25, 0.5 },
            },
        };
        One(
            await log.ExamineAsync(3000),
            FindingCode.RareActions,
            FindingSeverity.Warning,
            "The log contains almost no information about 1 of 3 actions: up was allowed 2,000 times and taken 5 times, effectively 5.");
    }

    [Fact]
    public async Task An_action_that_is_seldom_allowed_is_not_rare()
    {
        bool[] two = [true, true, false], all = [true, true, true];
        DoctorLog log = new()
        {
            Decisions = 2000,
            Change = (i, decision) => decision with { Allowed = i % 100 == 0 ? all : two, Action = i % 100 == 0 ? 2 : i % 2 },
        };
        Assert.Empty((await log.ExamineAsync(3000)).Findings);
    }

    [Fact]
    public async Task Candidates_of_different_decisions_are_not_the_same_action()
    {
        DoctorLog log = new()
        {
            Decisions = 2000,
            Change = (i, decision) => decision with
            {
                Allowed = default,
                Distribution = default,
                CandidateCount = 2 + (i % 3),
                Candidates = new float[2 + (i % 3)],
                Action = i % 500 == 0 ? 1 : 0,
            },
        };
        Assert.DoesNotContain((await log.ExamineAsync(3000)).Findings, finding => finding.Code == FindingCode.RareActions);
    }

    // Σw = 1960 · 0.5 / 0.99 + 40 · 0.5 / 0.001 = 20,990 and Σw² = 10,000,500: 44.05.
    [Fact]
    public async Task Few_decisions_have_all_the_weight()
    {
        DoctorLog log = new()
        {
            Decisions = 2000,
            Change = (i, decision) => decision with
            {
                Action = i % 50 == 0 ? 1 : 0,
                Probability = i % 50 == 0 ? 0.001 : 0.99,
            },
        };
        One(
            await log.ExamineAsync(3000),
            FindingCode.SmallSampleSize,
            FindingSeverity.Warning,
            "For a policy that acts at random, 2,000 decisions are worth 44 of its own");
    }

    [Theory]
    [InlineData(2, DecisionMode.Online, FindingSeverity.Information, "The baseline or the caller made 2 of 400 (0.5%) decisions")]
    [InlineData(40, DecisionMode.Online, FindingSeverity.Warning, "The baseline or the caller made 40 of 400 (10%) decisions")]
    [InlineData(300, DecisionMode.Online, FindingSeverity.Error, "The baseline or the caller made 300 of 400 (75%) decisions")]
    [InlineData(400, DecisionMode.Canary, FindingSeverity.Warning, "The baseline or the caller made 400 of 400 (100%) decisions")]
    [InlineData(400, DecisionMode.Online, FindingSeverity.Warning, "The baseline or the caller made 400 of 400 (100%) decisions")]
    public async Task The_baseline_decides_where_a_policy_is_to(int fallbacks, DecisionMode mode, FindingSeverity severity, string message)
    {
        DoctorReport report = await new DoctorLog
        {
            Change = (i, decision) => decision with { Mode = mode, Version = i < fallbacks ? "baseline" : "v1" },
        }.ExamineAsync();
        One(report, FindingCode.Fallbacks, severity, message);
        string last = At(fallbacks - 1).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"the last one at 2026-03-01 {last} UTC", report.Findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canary_against_the_baseline_is_no_fallback() => Assert.Empty((await new DoctorLog
    {
        Change = (i, decision) => decision with { Mode = DecisionMode.Canary, Version = i % 10 == 0 ? "v1" : "baseline" },
    }.ExamineAsync()).Findings);

    // The middle of the time is at 250 minutes: a range of 250 states, and then 40 of 150 beyond it.
    [Fact]
    public async Task States_are_out_of_the_range_that_they_had()
    {
        DoctorLog log = new()
        {
            Change = (i, decision) => i is >= 300 and < 340 ? decision with { State = new[] { 0.5f, i % 2 == 0 ? 90 : -3 } } : decision,
        };
        One(
            await log.ExamineAsync(),
            FindingCode.StatesOutOfRange,
            FindingSeverity.Warning,
            "Since 2026-03-01 16:10 UTC, 1 of 2 values of the state are outside their earlier range: value 1 in 40 of 150 (26.7%), was 0 to 6 and is -3 to 90.");
    }

    [Theory]
    [InlineData(20, FindingSeverity.Information, "5 of 100 (5%) episodes were cut off 00:30:00 after their last decision")]
    [InlineData(2, FindingSeverity.Warning, "50 of 100 (50%) episodes were cut off")]
    public async Task Episodes_never_end(int one, FindingSeverity severity, string message)
    {
        DoctorLog log = new()
        {
            Options = new() { EpisodeTimeout = TimeSpan.FromMinutes(30) },
            Change = (i, decision) => decision with { EpisodeId = $"{i / 4}" },
            More = [.. Enumerable.Range(0, 100).Where(i => i % one != 0).Select(i => End($"{i}", (4 * i) + 3.5, isTruncated: i % 3 == 0))],
        };
        One(await log.ExamineAsync(), FindingCode.EpisodesTimedOut, severity, message);
    }
}
