using DeepQ.Decisions.Tests;
using DeepQ.Tool.Tests.Support;

namespace DeepQ.Tool.Tests.Commands;

public sealed class ActCommandTests
{
    [Fact]
    public async Task One_state_gives_the_action_and_the_q_values()
    {
        using TemporaryFolder folder = new();
        ToolRun run = await ToolRun.DoneAsync("act", TestPolicy.In(folder), "--state", "1,0");
        Assert.Equal("action   1 right\nQ left   1\nQ right  3\n", run.Output);
    }

    [Fact]
    public async Task A_mask_leaves_what_is_allowed()
    {
        using TemporaryFolder folder = new();
        ToolRun run = await ToolRun.DoneAsync("act", TestPolicy.In(folder), "--state=-1,0", "--mask", "0,1", "--json");
        Assert.Equal("right", run.Json[0].GetProperty("name").GetString());
        Assert.Equal(-3, run.Json[0].GetProperty("qValues").GetProperty("right").GetDouble());
    }

    [Theory]
    [InlineData("state_0,state_1,mask\n1,0,1 1\n1,0,1 0\n0,1,\n")]
    [InlineData("id;state_0;state_1;mask\na;1;0;1 1\nb;1;0;1 0\nc;0;1;\n")]
    [InlineData("allowed,state\n1 1,1 0\n1 0,1 0\n,0 1\n")]
    [InlineData("x,y,mask\n1,0,1 1\n1,0,true false\n0,1,1 1\n")]
    public async Task A_table_gives_a_table(string csv)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("states.csv"), csv);
        ToolRun run = await ToolRun.DoneAsync("act", TestPolicy.In(folder), "--csv", folder.File("states.csv"));
        Assert.Equal("action,name,q_0,q_1\n1,right,1,3\n0,left,1,3\n0,left,2,-1\n", run.Output);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("state_0,state_1\n", "no rows")]
    [InlineData("state_0,state_1\n1,2\n1,x\n", "line 3: state_1: 'x'")]
    [InlineData("state_0,state_1\n1,2\n1\n", "no table")]
    [InlineData("state\n1 2 3\n", "has 3 values")]
    [InlineData("state_0\n1\n", "takes 2 values")]
    [InlineData("state_0,state_1,mask\n1,2,0 0\n", "0 of them 1")]
    [InlineData("state_0,state_1,mask\n1,2,1\n", "mask has 1 values")]
    public async Task A_table_that_does_not_fit_is_told_with_its_line(string csv, string expected)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("states.csv"), csv);
        string error = await ToolRun.FailedAsync("act", TestPolicy.In(folder), "--csv", folder.File("states.csv"));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Contains("states.csv", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1,2,3", null, "--state has 3 values, and the policy takes 2.")]
    [InlineData("1,2", "1", "--mask takes a 1 or a 0 for each of 2 actions, and a 1 at least.")]
    [InlineData("1,2", "0,0", "--mask takes a 1 or a 0 for each of 2 actions, and a 1 at least.")]
    public async Task A_state_that_does_not_fit_is_told(string state, string? mask, string expected)
    {
        using TemporaryFolder folder = new();
        string[] args = ["act", TestPolicy.In(folder), "--state", state, .. mask is null ? Array.Empty<string>() : ["--mask", mask]];
        Assert.Equal(expected, await ToolRun.FailedAsync(args));
    }
}
