using System.CommandLine;
using System.Globalization;
using DeepQ.Decisions;
using DeepQ.Decisions.Doctor;
using DeepQ.Tool.Files;
using DeepQ.Tool.Options;
using DeepQ.Tool.Output;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq doctor</c>: what is wrong with a loop of decisions.</summary>
internal static class DoctorCommand
{
    public static Command Create(TimeProvider time)
    {
        Argument<string> log = new("log") { Description = "The log of decisions, such as decisions.db" };
        NumberOption days = new("--days", "Looks at the last days only", 0.001, 36_600);
        JoinTimes times = new();
        Option<bool> json = StandardOptions.Json();
        ToolCommand command = new("doctor", "Says what is wrong with a loop of decisions, by its log.", """
            It finds rewards that do not come, actions that are never explored, states that drift. The log is one in SQLite.
            Exit code 1 where it finds an error, 0 where it finds warnings or nothing.
            Example: deepq doctor decisions.db --days 1
            """)
        {
            log, days, json,
        };
        times.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = parsed.GetRequiredValue(log);
            PolicyFile.Require(path);
            SqliteDecisionStore store = new(path);
            await using (store.ConfigureAwait(false))
            {
                DecisionDoctor doctor = new(store, times.Read(parsed));
                TimeSpan? window = parsed.GetValue(days) is { } count ? TimeSpan.FromDays(count) : null;
                DoctorReport report = await doctor.ExamineAsync(time.GetUtcNow(), window, cancellationToken).ConfigureAwait(false);
                Write(report, parsed.GetValue(json), parsed.InvocationConfiguration.Output);
                return report.Worst == FindingSeverity.Error ? ExitCode.Failed : ExitCode.Done;
            }
        });
        return command;
    }

    private static void Write(DoctorReport report, bool json, TextWriter output)
    {
        if (json)
        {
            output.WriteJson(new
            {
                report.Counts.Decisions,
                report.Counts.Rewarded,
                findings = report.Findings.Select(finding => new { code = $"{finding.Code}", severity = $"{finding.Severity}", finding.Message }),
            });
            return;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{report.Counts.Decisions} decisions, {report.Counts.Rewarded} of them with a reward"));
        foreach (DoctorFinding finding in report.Findings)
            output.WriteLine($"{finding.Severity}: {finding.Message}");
        if (report.Findings.Count == 0)
            output.WriteLine("nothing is wrong");
    }
}
