using DeepQ.Decisions.Tests;
using DeepQ.Tool.Tests.Support;

namespace DeepQ.Tool.Tests.Commands;

public sealed class VerifyCommandTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_policy_passes_every_check(bool requiresMask)
    {
        using TemporaryFolder folder = new();
        string policy = folder.File("policy.onnx");
        File.WriteAllBytes(policy, TestPolicy.ToBytes(requiresMask));
        ToolRun run = await ToolRun.DoneAsync("verify", policy, "--json");
        Assert.True(run.Json.GetProperty("passed").GetBoolean());
        Assert.Equal(4, run.Json.GetProperty("checks").GetArrayLength());
        Assert.StartsWith("68 states", run.Json.GetProperty("checks")[3].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_changed_fails()
    {
        using TemporaryFolder folder = new();
        byte[] model = TestPolicy.ToBytes();
        int place = model.AsSpan().IndexOf(BitConverter.GetBytes(3f));
        model[place + 2] ^= 1;
        File.WriteAllBytes(folder.File("policy.onnx"), model);
        ToolRun run = await ToolRun.RunAsync("verify", folder.File("policy.onnx"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("content       FAILED: it was changed", run.Output, StringComparison.Ordinal);
        Assert.Contains("safe to load  passed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Q_values_that_leave_the_range_fail()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("policy.onnx"), TestPolicy.ToBytes(scale: 1.1e38f));
        ToolRun run = await ToolRun.RunAsync("verify", folder.File("policy.onnx"));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("behavior      FAILED", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_else_fails_without_being_run()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("policy.onnx"), "no model");
        ToolRun run = await ToolRun.RunAsync("verify", folder.File("policy.onnx"), "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.All(run.Json.GetProperty("checks").EnumerateArray(), check => Assert.False(check.GetProperty("passed").GetBoolean()));
    }
}
