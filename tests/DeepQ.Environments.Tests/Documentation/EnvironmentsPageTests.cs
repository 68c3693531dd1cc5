using DeepQ.Environments.Checking;
using DeepQ.Environments.Wrappers;

namespace DeepQ.Environments.Tests.Documentation;

/// <summary>What docs/environments.md shows is compiled, and its output is real.</summary>
public sealed class EnvironmentsPageTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Page = Read("docs", "environments.md");

    public static TheoryData<string> Snippets =>
        [.. Page.Split("```csharp\n").Skip(1).Select(rest => rest.Split("```")[0])];

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Every_snippet_stands_in_a_file_that_is_compiled(string snippet)
    {
        string folder = Path.Combine(Root, "tests", "DeepQ.Environments.Tests", "Documentation");
        Assert.Contains(
            Directory.GetFiles(folder, "*.cs"),
            file => Flat(File.ReadAllText(file)).Contains(Flat(snippet), StringComparison.Ordinal));
    }

    [Fact]
    public void The_corridor_of_the_page_is_right()
    {
        // The page's line for a check.
        foreach (string finding in EnvironmentChecker.Check(new TimeLimit(new Corridor(), maxSteps: 50)))
            Assert.Fail(finding);
    }

    [Fact]
    public void The_findings_on_the_page_are_those_of_the_careless_corridor() => Assert.Contains(
        string.Join('\n', EnvironmentChecker.Check(new CarelessCorridor())), Page, StringComparison.Ordinal);

    [Fact]
    public void The_loop_of_the_page_collects_every_transition()
    {
        List<(float State, int Action, double Reward, float Successor, bool Terminated)> replay = [];

        VectorEnvironment environments = new(4, () => new TimeLimit(new Corridor(), 50), new Xoshiro256(seed: 1));
        Xoshiro256 policy = new(seed: 2);
        int[] actions = new int[environments.Count];

        environments.Reset();
        for (int step = 0; step < 100; step++)
        {
            float[] states = environments.Observations.ToArray();
            for (int i = 0; i < actions.Length; i++)
                actions[i] = policy.Next(environments.ActionSpace.Count);

            environments.Step(actions);
            for (int i = 0; i < actions.Length; i++)
            {
                replay.Add((states[i], actions[i], environments.Rewards[i],
                    environments.FinalObservations[i], environments.Terminated[i]));
            }
        }

        Assert.Equal(400, replay.Count);
        Assert.All(replay, t => Assert.Equal(t.State + (t.Action == 0 ? -1 : 1), t.Successor));
        Assert.All(replay, t => Assert.Equal(t.Successor is 0 or 6, t.Terminated));
    }

    private static string Read(params string[] path) =>
        File.ReadAllText(Path.Combine([Root, .. path])).ReplaceLineEndings("\n");

    private static string Flat(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "DeepQ.MLNet.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
