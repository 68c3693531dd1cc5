using DeepQ.Decisions;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Tests;
using DeepQ.Tool.Tests.Support;

namespace DeepQ.Tool.Tests.Commands;

public sealed class RegistryCommandTests
{
    [Fact]
    public async Task Versions_are_tried_promoted_refused_and_rolled_back()
    {
        using TemporaryFolder folder = new();
        (string policies, string[] names) = Registry(folder);
        Assert.Equal($"in use: none, the baseline decides; candidate: {names[0]}\n", (await ToolRun.DoneAsync("try", policies, "0001", "--why", "a tenth")).Output);
        Assert.Equal($"in use: {names[0]}; candidate: none\n", (await ToolRun.DoneAsync("promote", policies, names[0], "--why", "better")).Output);
        Assert.Equal($"in use: {names[1]}; candidate: none\n", (await ToolRun.DoneAsync("promote", policies, "0002", "--why", "better still")).Output);
        Assert.Equal($"in use: {names[1]}; candidate: none\n", (await ToolRun.DoneAsync("refuse", policies, "0003", "--why", "no better")).Output);
        Assert.Equal($"in use: {names[0]}; candidate: none\n", (await ToolRun.DoneAsync("rollback", policies, "--why", "complaints")).Output);
        ToolRun listed = await ToolRun.DoneAsync("versions", policies, "--json");
        Assert.Equal(names[0], listed.Json.GetProperty("inUse").GetString());
        Assert.Equal(3, listed.Json.GetProperty("versions").GetArrayLength());
        Assert.Equal(8, listed.Json.GetProperty("history").GetArrayLength());
        Assert.Contains("  RolledBack: complaints\n", (await ToolRun.DoneAsync("versions", policies)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollback_leads_to_a_version_that_is_named()
    {
        using TemporaryFolder folder = new();
        (string policies, string[] names) = Registry(folder);
        foreach (string name in names)
            await ToolRun.DoneAsync("promote", policies, name, "--why", "next");
        ToolRun run = await ToolRun.DoneAsync("rollback", policies, "--to", "0001", "--why", "far back");
        Assert.StartsWith($"in use: {names[0]};", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Automatic_changes_are_held_and_released()
    {
        using TemporaryFolder folder = new();
        (string policies, _) = Registry(folder);
        Assert.EndsWith(
            "; candidate: none; automatic changes are held: complaints\n",
            (await ToolRun.DoneAsync("hold", policies, "--why", "complaints")).Output,
            StringComparison.Ordinal);
        ToolRun listed = await ToolRun.DoneAsync("versions", policies, "--json");
        Assert.Equal("complaints", listed.Json.GetProperty("held").GetProperty("why").GetString());
        Assert.EndsWith("; candidate: none\n", (await ToolRun.DoneAsync("release", policies, "--why", "mended")).Output, StringComparison.Ordinal);
        Assert.Contains("  all            Released: mended\n", (await ToolRun.DoneAsync("versions", policies)).Output, StringComparison.Ordinal);
        Assert.Contains("Nothing is held", await ToolRun.FailedAsync("release", policies, "--why", "again"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_done_is_told()
    {
        using TemporaryFolder folder = new();
        (string policies, _) = Registry(folder);
        Assert.StartsWith("No version is '0009'. There are 0001-", await ToolRun.FailedAsync("promote", policies, "0009", "--why", "so"), StringComparison.Ordinal);
        Assert.StartsWith("3 versions begin with '00'.", await ToolRun.FailedAsync("promote", policies, "00", "--why", "so"), StringComparison.Ordinal);
        Assert.NotEmpty(await ToolRun.FailedAsync("rollback", policies, "--why", "none was in use"));
        Assert.NotEmpty(await ToolRun.FailedAsync("promote", policies, "0001", "--why", " "));
        Directory.CreateDirectory(folder.File("empty"));
        Assert.Contains("is empty", await ToolRun.FailedAsync("versions", folder.File("empty")), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.File("empty")));
    }

    private static (string Folder, string[] Names) Registry(TemporaryFolder folder)
    {
        string policies = folder.File("policies");
        using PolicyRegistry registry = new(policies);
        return (policies, [.. new[] { 1f, 2, 3 }.Select(scale =>
            registry.Add(TestPolicy.ToBytes(scale: scale), new VersionCard("{}", ""), "learned").Name)]);
    }
}
