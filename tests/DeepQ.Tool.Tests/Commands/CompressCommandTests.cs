using DeepQ.Decisions.Tests;
using DeepQ.Onnx.Policies;
using DeepQ.Tool.Tests.Support;

namespace DeepQ.Tool.Tests.Commands;

public sealed class CompressCommandTests
{
    [Fact]
    public async Task A_wide_policy_becomes_smaller_and_acts_the_same()
    {
        using TemporaryFolder folder = new();
        string policy = Wide(folder), small = folder.File("small.onnx");
        ToolRun run = await ToolRun.DoneAsync("compress", policy, small, "--least", "0.9", "--json");
        Assert.InRange(run.Json.GetProperty("agreement").GetDouble(), 0.9, 1);
        Assert.Equal(10_000, run.Json.GetProperty("states").GetInt32());
        Assert.Equal(new FileInfo(small).Length, run.Json.GetProperty("bytes").GetInt64());
        Assert.True(new FileInfo(small).Length < 0.5 * new FileInfo(policy).Length);
        await ToolRun.DoneAsync("verify", small);
    }

    [Fact]
    public async Task The_agreement_is_measured_on_the_states_that_are_given()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.File("states.csv"), "state\n" + string.Concat(Enumerable.Range(0, 3).Select(i => $"{i} {string.Join(' ', new int[31])}\n")));
        ToolRun run = await ToolRun.DoneAsync("compress", Wide(folder), folder.File("small.onnx"), "--csv", folder.File("states.csv"), "--least", "0", "--rounding", "nearest");
        Assert.Contains("% of 3 states", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fit_is_measured_on_the_last_quarter_of_the_states()
    {
        using TemporaryFolder folder = new();
        Random random = new(1);
        File.WriteAllText(folder.File("states.csv"), "state\n" + string.Concat(Enumerable.Range(0, 400).Select(_ =>
            $"{string.Join(' ', Enumerable.Range(0, 32).Select(_ => random.Next(10)))}\n")));
        ToolRun run = await ToolRun.DoneAsync("compress", Wide(folder), folder.File("small.onnx"), "--csv", folder.File("states.csv"), "--least", "0.9");
        Assert.Contains("% of 100 states", run.Output, StringComparison.Ordinal);
        File.WriteAllText(folder.File("states.csv"), $"state\n{string.Join(' ', new int[32])}\n");
        string error = await ToolRun.FailedAsync("compress", Wide(folder), folder.File("other.onnx"), "--csv", folder.File("states.csv"));
        Assert.Contains("too few states", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_acts_otherwise_too_often_nothing_is_written()
    {
        using TemporaryFolder folder = new();
        string error = await ToolRun.FailedAsync("compress", Wide(folder), folder.File("small.onnx"), "--least", "1");
        Assert.Contains("--least asks for 100%", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("small.onnx")));
    }

    private static string Wide(TemporaryFolder folder)
    {
        Random random = new(5);
        float[] weights = [.. Enumerable.Range(0, 64 * 32).Select(_ => (random.NextSingle() - 0.5f))];
        string path = folder.File("wide.onnx");
        File.WriteAllBytes(path, PolicyGraph.ToBytes(
            [new LinearLayer(weights, new float[64])],
            new PolicyMetadata
            {
                ObservationShape = [32],
                ActionNames = [.. Enumerable.Range(0, 64).Select(action => $"a{action}")],
                Gamma = 0.9,
                Algorithm = "by hand",
            }));
        return path;
    }
}
