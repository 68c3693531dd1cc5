using DeepQ.Decisions.Doctor;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Tests.Storage;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.Tests.Doctor;

public sealed class DecisionDoctorTests
{
    [Fact]
    public async Task With_a_log_that_is_in_order_nothing_is_wrong()
    {
        DoctorReport report = await new DoctorLog().ExamineAsync();
        Assert.Equal("Nothing is wrong.", report.ToString());
        Assert.Null(report.Worst);
        Assert.Equal((400, 400, 400, 0), (report.Counts.Decisions, report.Counts.Joined, report.Counts.Rewarded, report.Counts.Waiting));
    }

    [Fact]
    public async Task An_empty_log_has_no_decisions_yet() => One(
        await new DoctorLog { Decisions = 0 }.ExamineAsync(),
        FindingCode.NoDecisions,
        FindingSeverity.Information,
        "The log contains no decision yet. Call DecideAsync");

    [Fact]
    public async Task Without_decisions_in_the_window_there_were_some_before() => One(
        await new DoctorLog().ExamineAsync(10_000, TimeSpan.FromHours(1)),
        FindingCode.NoDecisions,
        FindingSeverity.Warning,
        "No decision was logged in the window");

    [Fact]
    public async Task In_mode_Off_nothing_is_logged() => One(
        await new DoctorLog { Decisions = 0, More = [new SettingsChange(DecisionMode.Off, "greedy", 0) { Time = Start }] }.ExamineAsync(),
        FindingCode.NoDecisions,
        FindingSeverity.Information,
        "No decision was logged, because the mode is Off");

    [Fact]
    public async Task The_worst_is_told_first_and_each_in_a_line()
    {
        DoctorLog log = new() { Value = _ => null, Change = (_, decision) => decision with { Probability = null } };
        DoctorReport report = await log.ExamineAsync();
        Assert.Equal([FindingCode.NoRewards, FindingCode.MissingProbabilities], report.Findings.Select(finding => finding.Code));
        Assert.Equal(FindingSeverity.Error, report.Worst);
        string[] lines = report.ToString().Split(Environment.NewLine);
        Assert.Equal(["Error: No reward", "Warning: 400 of "], lines.Select(line => line[..16]));
    }

    // The decisions of the first 100 minutes have no probability.
    [Theory]
    [InlineData(350, 0)]
    [InlineData(410, 10)]
    [InlineData(null, 100)]
    public async Task A_window_leaves_out_what_was_before(int? minutes, int missing)
    {
        DoctorLog log = new() { Change = (i, decision) => i < 100 ? decision with { Probability = null } : decision };
        DoctorReport report = await log.ExamineAsync(500, minutes is { } length ? TimeSpan.FromMinutes(length) : null);
        Assert.Equal(minutes is { } m ? At(500 - m) : (DateTimeOffset?)null, report.Since);
        Assert.Equal(minutes is { } n ? n - 100 : 400, report.Counts.Decisions);
        Assert.Equal(0, report.Counts.UnknownRewards + report.Counts.LateRewards);
        Assert.Equal(
            missing == 0 ? [] : [$"{missing} of {report.Counts.Decisions}"],
            report.Findings.Select(finding => finding.Message.Split(" (")[0]));
    }

    [Fact]
    public async Task A_log_of_years_is_read_from_where_the_window_begins()
    {
        MemoryStore store = new DoctorLog { Decisions = 50_000, Value = _ => null }.Store();
        await new DecisionDoctor(store, new() { EpisodeTimeout = TimeSpan.FromHours(1) }).ExamineAsync(At(50_000), TimeSpan.FromHours(1));

        // An hour, the hour of an episode before it, 40 minutes of waits, and the search.
        Assert.InRange(store.EventsRead, 160, 260);
    }

    [Fact]
    public async Task A_window_that_is_none_is_refused()
    {
        DecisionDoctor doctor = new(new MemoryStore());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => doctor.ExamineAsync(Start, TimeSpan.Zero));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => doctor.ExamineAsync(Start, TimeSpan.MaxValue));
    }

    internal static void One(DoctorReport report, FindingCode code, FindingSeverity severity, string message)
    {
        DoctorFinding finding = Assert.Single(report.Findings);
        Assert.Equal((code, severity), (finding.Code, finding.Severity));
        Assert.StartsWith(message, finding.Message, StringComparison.Ordinal);
    }
}
