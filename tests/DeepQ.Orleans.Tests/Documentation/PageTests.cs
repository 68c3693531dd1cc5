using System.Runtime.CompilerServices;
using DeepQ.MLNet.Tests.Documentation;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.Orleans.Tests.Documentation;

/// <summary>Compiles and runs the programs of the readme and of docs/cluster.md, whose silos take the same ports.</summary>
[Trait("Category", "Slow")]
public sealed class PageTests
{
    [Theory]
    [InlineData("src/DeepQ.Orleans/README.md", "best: candidate ")]
    [InlineData("docs/cluster.md", "candidate 0 is trained, on ")]
    public void The_program_of_a_page_sweeps(string page, string expected)
    {
        using TemporaryFolder folder = new();
        using SnippetProgram program = SnippetProgram.Compile("using System.Threading.Tasks;\n" + Page(page).Split("```csharp\n")[1].Split("```")[0]);
        (int exitCode, string output) = program.Run(folder.Path, TimeSpan.FromMinutes(2));
        Assert.True(exitCode == 0, output);
        Assert.Contains(expected, output, StringComparison.Ordinal);
        Assert.Equal(page == "docs/cluster.md" ? 7 : 5, File.ReadAllLines(Path.Combine(folder.Path, "sweep", "trials.jsonl")).Length);
    }

    [Fact]
    public void The_program_of_one_training_on_many_machines_learns_and_exports()
    {
        using TemporaryFolder folder = new();
        using SnippetProgram program = SnippetProgram.Compile(
            "using System.Threading.Tasks;\n" + Page("docs/cluster.md").Split("```csharp\n")[2].Split("```")[0]);
        (int exitCode, string output) = program.Run(folder.Path, TimeSpan.FromMinutes(2));
        Assert.True(exitCode == 0, output);
        Assert.Contains(", 10000 environment steps, ", output, StringComparison.Ordinal);
        Assert.Contains(" updates, Completed; mean return ", output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.Path, "cartpole.onnx")));
        Assert.Equal(["folder.id"], Directory.GetFiles(Path.Combine(folder.Path, "training-checkpoints")).Select(Path.GetFileName));
    }

    private static string Page(string path, [CallerFilePath] string file = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", path)).ReplaceLineEndings("\n");
}
