using DeepQ.Decisions.Tests;
using DeepQ.Tool.Tests.Support;

namespace DeepQ.Tool.Tests;

public sealed class DeepQCommandTests
{
    private static readonly string[] Commands =
    [
        "inspect", "card", "verify", "act", "evaluate", "compress", "convert", "serve", "doctor", "export", "versions", "try", "promote",
        "refuse", "rollback", "hold", "release",
    ];

    public static TheoryData<string> AllCommands => [.. Commands];

    [Fact]
    public async Task Without_a_command_it_says_what_there_is()
    {
        ToolRun run = await ToolRun.DoneAsync();
        Assert.All(Commands, command => Assert.Contains($"\n  {command} <", run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(AllCommands))]
    public async Task Each_command_has_help_with_an_example(string command)
    {
        ToolRun run = await ToolRun.DoneAsync(command, "--help");
        Assert.Contains($"Example: deepq {command} ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(AllCommands))]
    public async Task A_command_that_lacks_its_arguments_is_a_bad_command_line(string command)
    {
        ToolRun run = await ToolRun.RunAsync(command);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains($"'deepq {command} --help' lists what there is.", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("inspect", "policy.onnx", "--nonsense")]
    [InlineData("act", "policy.onnx")]
    [InlineData("act", "policy.onnx", "--state", "1,x")]
    [InlineData("act", "policy.onnx", "--state", "1,NaN")]
    [InlineData("act", "policy.onnx", "--state", "1", "--csv", "states.csv")]
    [InlineData("act", "policy.onnx", "--csv", "states.csv", "--mask", "1,0")]
    [InlineData("convert", "policy.onnx", "out.onnx", "--to", "tensorflow")]
    [InlineData("compress", "policy.onnx", "out.onnx", "--least", "1.5")]
    [InlineData("evaluate", "policy.onnx", "log.csv", "--gamma", "-1")]
    [InlineData("export", "decisions.db", "out.xlsx")]
    [InlineData("serve", "policy.onnx", "--urls", "nowhere")]
    [InlineData("promote", "policies", "0001")]
    public async Task A_bad_command_line_is_told_before_anything_is_read(params string[] args)
    {
        ToolRun run = await ToolRun.RunAsync(args);
        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Errors);
    }

    [Theory]
    [InlineData("inspect", "missing.onnx")]
    [InlineData("card", "missing.onnx")]
    [InlineData("verify", "missing.onnx")]
    [InlineData("act", "missing.onnx", "--state", "1,2")]
    [InlineData("evaluate", "missing.onnx", "log.csv")]
    [InlineData("compress", "missing.onnx", "missing-small.onnx")]
    [InlineData("convert", "missing.onnx", "missing-unity.onnx", "--to", "unity")]
    [InlineData("serve", "missing.onnx")]
    [InlineData("doctor", "missing.db")]
    [InlineData("export", "missing.db", "missing.csv")]
    [InlineData("versions", "missing")]
    [InlineData("promote", "missing", "0001", "--why", "so")]
    public async Task What_is_missing_is_named_and_not_made(params string[] args)
    {
        Assert.Contains($"'{args[1]}'", await ToolRun.FailedAsync(args), StringComparison.Ordinal);
        Assert.False(Path.Exists(args[1]));
    }

    [Theory]
    [InlineData("inspect", "{0}")]
    [InlineData("act", "{0}", "--state", "1,2")]
    [InlineData("compress", "{0}", "{1}")]
    [InlineData("convert", "{0}", "{1}", "--to", "godot")]
    [InlineData("convert", "{0}", "{1}", "--to", "onnx")]
    [InlineData("convert", "{0}", "{1}", "--to", "safetensors")]
    [InlineData("serve", "{0}")]
    [InlineData("doctor", "{0}")]
    public async Task A_file_of_something_else_is_refused_in_one_line(params string[] args)
    {
        using TemporaryFolder folder = new();
        (string file, string outFile) = (folder.File("noise"), folder.File("out"));
        byte[] noise = new byte[4096];
        new Random(7).NextBytes(noise);
        File.WriteAllBytes(file, noise);
        Assert.Contains(file, await ToolRun.FailedAsync([.. args.Select(arg => arg.Replace("{0}", file, StringComparison.Ordinal)
            .Replace("{1}", outFile, StringComparison.Ordinal))]), StringComparison.Ordinal);
        Assert.Equal(noise, File.ReadAllBytes(file));
        Assert.False(File.Exists(outFile));
    }

    [Fact]
    public async Task Each_cut_of_a_policy_ends_in_one_line()
    {
        using TemporaryFolder folder = new();
        byte[] whole = TestPolicy.ToBytes();
        string file = folder.File("cut.onnx");
        for (int length = 0; length < whole.Length; length += 41)
        {
            File.WriteAllBytes(file, whole[..length]);
            Assert.Contains(file, await ToolRun.FailedAsync("inspect", file), StringComparison.Ordinal);
        }
    }
}
