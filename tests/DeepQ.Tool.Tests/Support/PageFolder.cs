using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DeepQ.Decisions;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Policies;
using DeepQ.Decisions.Tests;
using DeepQ.Environments.ClassicControl;
using DeepQ.Onnx.Policies;
using DeepQ.Serving;
using Microsoft.Extensions.Time.Testing;

namespace DeepQ.Tool.Tests.Support;

/// <summary>The folder in which the commands of docs/tool.md are run.</summary>
internal sealed partial class PageFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PageFolder()
    {
        File.Copy(Source("models/CartPole-v1/policy.onnx"), _folder.File("policy.onnx"));
        File.Copy(Source("models/Taxi-v3/policy.onnx"), _folder.File("taxi.onnx"));
        File.Copy(Source("tests/DeepQ.Learning.Tests/Assets/Import/dqn_cartpole.zip"), _folder.File("dqn_cartpole.zip"));
        WriteShop();
        WriteVisited();
        WriteDecisions();
        using PolicyRegistry registry = new(_folder.File("policies"), time: new FakeTimeProvider(LogBuilder.Start));
        registry.Add(File.ReadAllBytes(Source("models/Acrobot-v1/policy.onnx")), new VersionCard("{}", ""), "learned in May");
        registry.Add(File.ReadAllBytes(Source("models/CartPole-v1/policy.onnx")), new VersionCard("{}", ""), "learned in June");
        registry.Promote(registry.Versions[0].Name, "better than the baseline");
    }

    /// <summary>A file of the repository, with line ends of one character.</summary>
    public static string ReadSource(string path) => File.ReadAllText(Source(path)).ReplaceLineEndings("\n");

    /// <summary>Runs a command as it stands on the page, and gives what it writes.</summary>
    public async Task<string> RunAsync(string command)
    {
        string[] words = [.. Words().Matches(command["$ deepq ".Length..]).Select(match => match.Value.Trim('"'))];
        ToolRun run = await ToolRun.RunAsync([.. words.Select(word => IsFile().IsMatch(word) ? _folder.File(word) : word)]);
        return (run.Output + run.Errors).Replace(_folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Source(string path, [CallerFilePath] string file = "") =>
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", path);

    // Tea brings 1 to regular customers, coffee in the morning, each four times of five.
    private void WriteShop()
    {
        File.WriteAllBytes(_folder.File("shop.onnx"), PolicyGraph.ToBytes(
            [new LinearLayer(new float[] { 1, 0, 0, 1 }, new float[] { 0, 0 })],
            new PolicyMetadata { ObservationShape = [2], ActionNames = ["coffee", "tea"], Gamma = 0, Algorithm = "by hand" }));
        Random random = new(1);
        File.WriteAllLines(_folder.File("log.csv"),
        [
            "state_0,state_1,action,probability,reward",
            .. Enumerable.Range(0, 1000).Select(_ =>
            {
                (int regular, int action) = (random.Next(2), random.Next(2));
                int reward = action == regular && random.NextDouble() < 0.8 ? 1 : 0;
                return $"{1 - regular},{regular},{(action == 0 ? "coffee" : "tea")},0.5,{reward}";
            }),
        ]);
    }

    private void WriteVisited()
    {
        using ManagedPolicy policy = ManagedPolicy.Load(_folder.File("policy.onnx"));
        CartPole environment = new();
        Random random = new(2);
        float[] state = new float[4];
        List<string> lines = ["state"];
        bool isDone = true;
        while (lines.Count <= 8000)
        {
            if (isDone)
                environment.Reset(random, state);
            lines.Add(string.Join(' ', state.Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
            isDone = environment.Step(policy.Act(state), random, state).Done;
        }

        File.WriteAllLines(_folder.File("visited.csv"), lines);
    }

    private void WriteDecisions()
    {
        using SqliteDecisionStore store = new(_folder.File("decisions.db"));
        DecisionEvent[] events = [.. Enumerable.Range(0, 200).Select(i => LogBuilder.Decide(i, i * 0.1) with { Allowed = default })];
        store.AppendAsync(events).GetAwaiter().GetResult();
    }

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"^(policies|[\w-]+\.(onnx|csv|db|zip|safetensors))$")]
    private static partial Regex IsFile();
}
