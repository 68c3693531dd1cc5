using DeepQ.Decisions;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Tests;
using DeepQ.Tool.Tests.Support;

namespace DeepQ.Tool.Tests.Commands;

public sealed class LogCommandTests
{
    [Fact]
    public async Task The_doctor_reads_the_log()
    {
        using TemporaryFolder folder = new();
        string log = await LogIn(folder, decisions: 4);
        ToolRun run = await ToolRun.DoneAsync("doctor", log);
        Assert.StartsWith("4 decisions, 4 of them with a reward\n", run.Output, StringComparison.Ordinal);
        ToolRun json = await ToolRun.DoneAsync("doctor", log, "--days", "1", "--reward-wait", "5", "--json");
        Assert.Equal(4, json.Json.GetProperty("decisions").GetInt32());
    }

    [Fact]
    public async Task The_doctor_fails_where_it_finds_an_error()
    {
        using TemporaryFolder folder = new();
        string log = await LogIn(folder, decisions: 200, rewarded: false);
        ToolRun run = await ToolRun.RunAsync("doctor", log);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Error: ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_exported_can_be_evaluated()
    {
        using TemporaryFolder folder = new();
        (string log, string csv) = (await LogIn(folder, decisions: 4), folder.File("log.csv"));
        Assert.Equal($"'{csv}' has 4 decisions\n", (await ToolRun.DoneAsync("export", log, csv)).Output);
        Assert.Contains("--force", await ToolRun.FailedAsync("export", log, csv), StringComparison.Ordinal);
        ToolRun run = await ToolRun.DoneAsync("evaluate", TestPolicy.In(folder), csv, "--gamma", "0", "--json");
        Assert.Equal(4, run.Json.GetProperty("decisions").GetInt32());
        // Rewards 0, 1, 2, 3.
        Assert.Equal(1.5, run.Json.GetProperty("logged").GetProperty("value").GetDouble(), 12);
    }

    [Fact]
    public async Task Parquet_is_written_by_its_name()
    {
        using TemporaryFolder folder = new();
        await ToolRun.DoneAsync("export", await LogIn(folder, decisions: 2), folder.File("log.parquet"));
        Assert.Equal("PAR1"u8.ToArray(), File.ReadAllBytes(folder.File("log.parquet"))[..4]);
    }

    private static async Task<string> LogIn(TemporaryFolder folder, int decisions, bool rewarded = true)
    {
        string path = folder.File("decisions.db");
        await using SqliteDecisionStore store = new(path);
        List<DecisionEvent> events = [];
        for (int i = 0; i < decisions; i++)
        {
            events.Add(LogBuilder.Decide(2 * i, i * 0.1) with { Allowed = default });
            if (rewarded)
                events.Add(LogBuilder.Reward(2 * i, i * 0.1, i));
        }

        await store.AppendAsync(events);
        return path;
    }
}
