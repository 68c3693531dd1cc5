using System.Runtime.CompilerServices;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Documentation;

/// <summary>Compiles and runs the programs of the documentation, as a newcomer would.</summary>
[Trait("Category", "Slow")]
public sealed class SnippetTests
{
    [Fact]
    public void The_README_opens_with_a_program_of_about_ten_lines() =>
        Assert.InRange(Snippets("README.md")[0].Split('\n').Count(line => line.Trim().Length > 1 && !line.StartsWith("using ", StringComparison.Ordinal)), 1, 13);

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/training.md")]
    [InlineData("docs/from-python.md")]
    [InlineData("docs/coming-from.md")]
    [InlineData("docs/images.md")]
    [InlineData("docs/reading-a-training.md")]
    [InlineData("docs/logged-data.md")]
    [InlineData("docs/bandits.md")]
    [InlineData("docs/serving-rows.md")]
    [InlineData("docs/offline.md")]
    [InlineData("docs/own-networks.md")]
    [InlineData("docs/extending.md")]
    [InlineData("docs/pqn.md")]
    [InlineData("docs/demonstrations.md")]
    [InlineData("docs/cards-and-sweeps.md")]
    [InlineData("src/DeepQ.Environments/README.md")]
    [InlineData("src/DeepQ.Learning/README.md")]
    [InlineData("src/DeepQ.MLNet/README.md")]
    [InlineData("src/DeepQ.MLNet.Serving/README.md")]
    [InlineData("src/DeepQ.Onnx/README.md")]
    [InlineData("src/DeepQ.Policies/README.md")]
    [InlineData("src/DeepQ.Serving/README.md")]
    public void The_programs_of_a_page_compile_and_run_in_their_order(string page)
    {
        using TemporaryFolder folder = new();
        if (page.StartsWith("src/", StringComparison.Ordinal))
            File.Copy(PathOf("models/CartPole-v1/policy.onnx"), Path.Combine(folder.Path, "policy.onnx"));
        if (page == "docs/from-python.md")
            File.Copy(PathOf("tests/DeepQ.Learning.Tests/Assets/Import/dqn_cartpole.zip"), Path.Combine(folder.Path, "dqn_cartpole.zip"));
        foreach (string snippet in Snippets(page))
        {
            using SnippetProgram program = SnippetProgram.Compile(snippet);
            (int exitCode, string output) = program.Run(folder.Path, TimeSpan.FromMinutes(3));
            Assert.True(exitCode == 0, output);
            Assert.NotEmpty(output);
        }
    }

    [Theory]
    [InlineData(1, "fine: work, worn: repair")]
    [InlineData(2, "reader: book, player: game")]
    public void A_program_of_the_README_learns_what_it_says(int number, string learned)
    {
        using TemporaryFolder folder = new();
        using SnippetProgram program = SnippetProgram.Compile(Snippets("README.md")[number]);
        (_, string output) = program.Run(folder.Path, TimeSpan.FromMinutes(3));
        Assert.Contains(learned, output, StringComparison.Ordinal);
        Assert.Contains(learned, File.ReadAllText(PathOf("README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_library_has_a_readme_with_a_program() => Assert.All(
        Directory.GetDirectories(PathOf("src")).Where(folder => Path.GetFileName(folder) != "DeepQ.Tool"), // A command, which takes no program.
        folder => Assert.Single(Snippets(Path.Combine(folder, "README.md"))));

    private static List<string> Snippets(string page)
    {
        List<string> snippets = [];
        List<string>? current = null;
        foreach (string line in File.ReadLines(PathOf(page)))
        {
            if (line == "```csharp")
            {
                current = [];
            }
            else if (line == "```" && current is not null)
            {
                snippets.Add(string.Join('\n', current));
                current = null;
            }
            else
            {
                current?.Add(line);
            }
        }

        return snippets;
    }

    private static string PathOf(string page, [CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", page));
}
