using DeepQ.Decisions.Tests;
using DeepQ.Tool.Tests.Support;

namespace DeepQ.Tool.Tests.Commands;

public sealed class EvaluateCommandTests
{
    // In (1, 0) the policy goes right. Right brings 1 and left 0, each with probability 1/2: the log is worth 1/2, the policy 1.
    private const string Log = "state_0,state_1,action,probability,reward\n1,0,right,0.5,1\n1,0,left,0.5,0\n1,0,1,0.5,1\n1,0,0,0.5,0\n";

    [Fact]
    public async Task Decisions_are_valued_by_their_probabilities()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("log.csv"), Log);
        ToolRun run = await ToolRun.DoneAsync("evaluate", TestPolicy.In(folder), folder.File("log.csv"), "--gamma", "0", "--json");
        Assert.Equal(1, run.Json.GetProperty("policy").GetProperty("value").GetDouble(), 12);
        Assert.Equal(0.5, run.Json.GetProperty("logged").GetProperty("value").GetDouble(), 12);
        Assert.Equal(0.5, run.Json.GetProperty("difference").GetProperty("value").GetDouble(), 12);
        Assert.Equal(2, run.Json.GetProperty("effectiveSampleSize").GetDouble(), 12);
        Assert.Equal(4, run.Json.GetProperty("episodes").GetInt32());
    }

    [Fact]
    public async Task Episodes_are_valued_with_the_discount_of_the_policy()
    {
        using TemporaryFolder folder = new();
        // Both steps of A follow the policy, with probability 1/2 each: (1 + 0.9 * 2) * 4; B's first step does not. Mean 5.1, of 2: 2.55...
        File.WriteAllText(folder.File("log.csv"), """
            episode,state,action,probability,reward
            A,1 0,right,0.5,1
            B,1 0,left,0.5,8
            A,1 0,right,0.5,2
            B,1 0,right,0.5,3
            """);
        ToolRun run = await ToolRun.DoneAsync("evaluate", TestPolicy.In(folder), folder.File("log.csv"), "--json");
        Assert.Equal(0.9, run.Json.GetProperty("gamma").GetDouble());
        Assert.Equal((2 * (1 + (0.9 * 2 * 2))) / 2, run.Json.GetProperty("policy").GetProperty("value").GetDouble(), 12);
        Assert.Equal((1 + (0.9 * 2) + 8 + (0.9 * 3)) / 2, run.Json.GetProperty("logged").GetProperty("value").GetDouble(), 12);
        Assert.Equal(2, run.Json.GetProperty("episodes").GetInt32());
    }

    [Fact]
    public async Task People_read_lines()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("log.csv"), Log + "1,0,left,,0\n");
        ToolRun run = await ToolRun.DoneAsync("evaluate", TestPolicy.In(folder), folder.File("log.csv"), "--gamma", "0");
        Assert.Contains("policy                 1 [1, 1], 95 times of 100\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("effective sample size  2 of 4 decisions in 4 episodes\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("left out               1 decisions without a probability, 0 that", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_agrees_with_nothing_has_no_value()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("log.csv"), "state,action,probability,reward\n1 0,left,0.5,0\n1 0,left,0.5,1\n");
        ToolRun run = await ToolRun.DoneAsync("evaluate", TestPolicy.In(folder), folder.File("log.csv"), "--gamma", "0", "--json");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, run.Json.GetProperty("policy").GetProperty("value").ValueKind);
    }

    [Theory]
    [InlineData("state,action,reward\n1 0,left,1\n", "no column 'probability'")]
    [InlineData("state,probability,reward\n1 0,1,1\n", "no column 'action'")]
    [InlineData("a,b,action,probability,reward\n1,0,left,1,1\n", "call them state_0, state_1")]
    [InlineData("state,action,probability,reward\n1 0,up,0.5,1\n", "line 2: 'up' is no action")]
    [InlineData("state,action,probability,reward\n1 0,2,0.5,1\n", "'2' is no action")]
    [InlineData("state,action,probability,reward\n1 0,left,0,1\n", "must be above 0 and at most 1")]
    [InlineData("state,action,probability,reward\n1 0,left,0.5,\n", "no finite number")]
    [InlineData("state,action,probability,reward,mask\n1 0,left,0.5,1,0 1\n", "the mask does not allow it")]
    [InlineData("state,action,probability,reward\n1 0,left,1,1\n", "says nothing of other actions")]
    public async Task A_log_that_does_not_fit_is_told(string csv, string expected)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("log.csv"), csv);
        Assert.Contains(expected, await ToolRun.FailedAsync("evaluate", TestPolicy.In(folder), folder.File("log.csv")), StringComparison.Ordinal);
    }
}
