using DeepQ.Decisions.Tests;
using DeepQ.Tool.Tests.Support;

namespace DeepQ.Tool.Tests.Commands;

public sealed class InspectCommandTests
{
    [Fact]
    public async Task It_tells_what_the_file_holds()
    {
        using TemporaryFolder folder = new();
        ToolRun run = await ToolRun.DoneAsync("inspect", TestPolicy.In(folder));
        Assert.Contains("algorithm     by hand, discount 0.9\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("actions       0 left, 1 right\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("parameters    6\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Programs_read_names_and_values()
    {
        using TemporaryFolder folder = new();
        ToolRun run = await ToolRun.DoneAsync("inspect", TestPolicy.In(folder), "--json");
        Assert.Equal("observation", run.Json[1].GetProperty("name").GetString());
        Assert.Equal("State [2]", run.Json[1].GetProperty("value").GetString());
    }

    [Fact]
    public async Task A_card_beside_the_policy_is_printed_and_without_one_what_the_file_says()
    {
        using TemporaryFolder folder = new();
        string policy = TestPolicy.In(folder);
        Assert.Contains("It says of itself:\n\nalgorithm ", (await ToolRun.DoneAsync("card", policy)).Output, StringComparison.Ordinal);
        File.WriteAllText(folder.File("card.md"), "of the registry");
        Assert.Equal("of the registry\n", (await ToolRun.DoneAsync("card", policy)).Output);
        File.WriteAllText(folder.File("policy.card.md"), "# The card\n");
        File.WriteAllText(folder.File("policy.card.json"), """{"seed": 3}""");
        Assert.Equal("# The card\n", (await ToolRun.DoneAsync("card", policy)).Output);
        Assert.Equal(3, (await ToolRun.DoneAsync("card", policy, "--json")).Json.GetProperty("seed").GetInt32());
    }
}
