using System.Runtime.CompilerServices;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;
using DeepQ.MLNet.Tests.Documentation;

namespace DecisionServer.Tests.Documentation;

[Trait("Category", "Slow")]
public sealed class ReadmeTests
{
    [Fact]
    public async Task The_client_of_the_readme_decides_and_rewards()
    {
        using RunningServer server = new("--state-size", "3", "--Server:Key=shop");
        string source = Readme().Split("```csharp\n")[1].Split("```")[0];
        Assert.Contains("http://127.0.0.1:5090", source, StringComparison.Ordinal);
        using SnippetProgram program = SnippetProgram.Compile(source.Replace("http://127.0.0.1:5090", $"{server.Client.BaseAddress}", StringComparison.Ordinal));
        (int exitCode, string output) = program.Run(Path.GetTempPath(), TimeSpan.FromMinutes(1));
        Assert.True(exitCode == 0, output);
        Assert.Equal("coffee", output.Trim());
        StoreCounts counts = await server.Store.CountAsync();
        Assert.Equal((1, 1), (counts.Decisions, counts.Rewards));
        Decision decision = await server.Store.ReadAsync().Select(each => each.Event).OfType<Decision>().FirstAsync();
        Assert.Equal([1, 0, 0.5f], decision.State.ToArray());
    }

    [Fact]
    public void Each_setting_has_a_row()
    {
        string readme = Readme();
        Assert.All(
            typeof(ServerOptions).GetProperties().Where(each => each.SetMethod is { IsStatic: false }).Select(each => each.Name),
            name => Assert.True(
                readme.Contains($"Server:{name}", StringComparison.Ordinal)
                || ServerOptions.Switches.Any(each => each.Value == $"Server:{name}" && readme.Contains($"`{each.Key}`", StringComparison.Ordinal)),
                name));
    }

    private static string Readme([CallerFilePath] string file = "") => File.ReadAllText(Path.Combine(
        Path.GetDirectoryName(file)!, "..", "..", "..", "samples", "DecisionServer", "README.md")).ReplaceLineEndings("\n");
}
