using DeepQ.Decisions.Tests;
using DeepQ.Learning.Import;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Inspection;
using DeepQ.Onnx.Policies;
using DeepQ.Tool.Tests.Support;

namespace DeepQ.Tool.Tests.Commands;

public sealed class ConvertCommandTests
{
    [Theory]
    [InlineData("unity", "obs_0")]
    [InlineData("godot", "obs")]
    public async Task Engines_get_the_names_that_they_read(string engine, string input)
    {
        using TemporaryFolder folder = new();
        await ToolRun.DoneAsync("convert", TestPolicy.In(folder), folder.File("agent.onnx"), "--to", engine);
        Assert.Equal(input, OnnxModelInfo.Read(File.ReadAllBytes(folder.File("agent.onnx"))).Inputs[0].Name);

        await ToolRun.DoneAsync("convert", folder.File("agent.onnx"), folder.File("again.onnx"), "--to", "onnx");
        ToolRun act = await ToolRun.DoneAsync("act", folder.File("again.onnx"), "--state=1,-2");
        Assert.Equal("action   1 right\nQ left   -3\nQ right  5\n", act.Output);
    }

    [Fact]
    public async Task Weights_become_a_policy_that_computes_the_network()
    {
        using TemporaryFolder folder = new();
        WriteWeights(folder.File("weights.safetensors"));
        ToolRun run = await ToolRun.DoneAsync(
            "convert", folder.File("weights.safetensors"), folder.File("policy.onnx"), "--to", "onnx", "--actions", "left,right", "--gamma", "0.5");
        Assert.Contains("2 values in, 3, 2 units", run.Output, StringComparison.Ordinal);
        ToolRun act = await ToolRun.DoneAsync("act", folder.File("policy.onnx"), "--state=1,-2");
        // Hidden: relu(1), relu(-2), relu(-1 + 0.5) = 1, 0, 0; Q = 1 + 0.25, 4 - 1.
        Assert.Equal("action   1 right\nQ left   1.25\nQ right  3\n", act.Output);
        Assert.Contains("discount 0.5", (await ToolRun.DoneAsync("inspect", folder.File("policy.onnx"))).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_network_of_another_library_becomes_a_policy()
    {
        using TemporaryFolder folder = new();
        OnnxGraph graph = new("main_graph");
        graph.AddInput("obs", OnnxElementType.Float32, "N", 2);
        graph.AddInitializer("weight", [1f, 0f, 0f, 2f], 2, 2);
        graph.AddNode("MatMul", ["obs", "weight"], ["q"]);
        graph.AddOutput("q", OnnxElementType.Float32, "N", 2);
        File.WriteAllBytes(folder.File("network.onnx"), graph.ToBytes());

        ToolRun run = await ToolRun.DoneAsync(
            "convert", folder.File("network.onnx"), folder.File("policy.onnx"), "--to", "onnx", "--actions", "left,right");
        Assert.Contains("actions differ on 0 rows", run.Output, StringComparison.Ordinal);
        ToolRun act = await ToolRun.DoneAsync("act", folder.File("policy.onnx"), "--state=1,2");
        Assert.Equal("action   1 right\nQ left   1\nQ right  4\n", act.Output);

        string error = await ToolRun.FailedAsync("convert", folder.File("policy.onnx"), folder.File("again.onnx"), "--to", "onnx");
        Assert.Contains("is a policy already", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_stay_what_they_are_as_safetensors()
    {
        using TemporaryFolder folder = new();
        WriteWeights(folder.File("weights.safetensors"));
        await ToolRun.DoneAsync("convert", folder.File("weights.safetensors"), folder.File("copy.safetensors"), "--to", "safetensors");
        Assert.Equal(File.ReadAllBytes(folder.File("weights.safetensors")), File.ReadAllBytes(folder.File("copy.safetensors")));
    }

    [Fact]
    public async Task Weights_of_a_policy_come_back_as_they_were()
    {
        using TemporaryFolder folder = new();
        (string weights, string policy, string back) = (folder.File("weights.safetensors"), folder.File("policy.onnx"), folder.File("back.safetensors"));
        WriteWeights(weights);
        await ToolRun.DoneAsync("convert", weights, policy, "--to", "onnx");

        ToolRun run = await ToolRun.DoneAsync("convert", policy, back, "--to", "safetensors");

        Assert.Equal(File.ReadAllBytes(weights), File.ReadAllBytes(back));
        Assert.Contains("network.0.weight (3, 2), network.0.bias (3), network.2.weight (2, 3)", run.Output, StringComparison.Ordinal);
        Assert.Contains("actions differ on 0 rows", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unity", "--gamma", "0.9", "--gamma applies to --to onnx, not to --to unity.")]
    [InlineData("safetensors", "--actions", "a,b", "--actions applies to --to onnx, not to --to safetensors.")]
    [InlineData("onnx", "--prefix", "layers.", "--prefix applies to weights; ")]
    public async Task Options_of_another_form_are_refused(string form, string option, string value, string expected)
    {
        using TemporaryFolder folder = new();
        ToolRun run = await ToolRun.RunAsync("convert", TestPolicy.In(folder), folder.File("out"), "--to", form, option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_discount_of_a_file_for_an_engine_is_kept_unless_another_is_given()
    {
        using TemporaryFolder folder = new();
        (string agent, string kept, string other) = (folder.File("agent.onnx"), folder.File("kept.onnx"), folder.File("other.onnx"));
        string policy = TestPolicy.In(folder);
        await ToolRun.DoneAsync("convert", policy, agent, "--to", "godot");
        await ToolRun.DoneAsync("convert", agent, kept, "--to", "onnx");
        await ToolRun.DoneAsync("convert", agent, other, "--to", "onnx", "--gamma", "0.25");
        Assert.Equal(
            PolicyMetadata.FromProperties(OnnxModelInfo.Read(File.ReadAllBytes(policy)).Metadata).Gamma,
            PolicyMetadata.FromProperties(OnnxModelInfo.Read(File.ReadAllBytes(kept)).Metadata).Gamma);
        Assert.Equal(0.25, PolicyMetadata.FromProperties(OnnxModelInfo.Read(File.ReadAllBytes(other)).Metadata).Gamma);
    }

    [Fact]
    public async Task Another_number_of_actions_writes_nothing()
    {
        using TemporaryFolder folder = new();
        WriteWeights(folder.File("weights.safetensors"));
        string error = await ToolRun.FailedAsync(
            "convert", folder.File("weights.safetensors"), folder.File("policy.onnx"), "--to", "onnx", "--actions", "left,right,none");
        Assert.EndsWith("ends with 2 values, and --actions names 3 actions.", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("policy.onnx")));
    }

    [Fact]
    public async Task Layers_that_do_not_fit_and_convolutions_are_refused()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("weights.safetensors");
        TensorFile.WriteSafetensors(path,
        [
            new("network.0.weight", [3, 2], new float[6]), new("network.0.bias", [3], new float[3]),
            new("network.2.weight", [2, 4], new float[8]), new("network.2.bias", [2], new float[2]),
        ]);
        Assert.Contains("do not fit", await ToolRun.FailedAsync("convert", path, folder.File("a.onnx"), "--to", "onnx"), StringComparison.Ordinal);
        TensorFile.WriteSafetensors(path, [new("network.0.weight", [1, 1, 2, 2], new float[4]), new("network.0.bias", [1], new float[1])]);
        Assert.Contains("ImportedNetwork.Read", await ToolRun.FailedAsync("convert", path, folder.File("a.onnx"), "--to", "onnx"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_there_is_kept_unless_it_may_be_replaced()
    {
        using TemporaryFolder folder = new();
        (string policy, string there) = (TestPolicy.In(folder), folder.File("there.onnx"));
        File.WriteAllText(there, "dear");
        Assert.Contains("--force", await ToolRun.FailedAsync("convert", policy, there, "--to", "unity"), StringComparison.Ordinal);
        Assert.Equal("dear", File.ReadAllText(there));
        await ToolRun.DoneAsync("convert", policy, there, "--to", "unity", "--force");
        Assert.Equal(3, OnnxModelInfo.Read(File.ReadAllBytes(there)).Inputs.Count + 1);
    }

    private static void WriteWeights(string path) => TensorFile.WriteSafetensors(path,
    [
        new("network.0.weight", [3, 2], [1, 0, 0, 1, 0, 0.5f]), new("network.0.bias", [3], [0, 0, 0.5f]),
        new("network.2.weight", [2, 3], [1, 1, 1, 4, 0, 2]), new("network.2.bias", [2], [0.25f, -1]),
    ]);
}
