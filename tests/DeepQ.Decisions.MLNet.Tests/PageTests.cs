using System.Runtime.CompilerServices;
using DeepQ.Decisions.Tests;
using DeepQ.MLNet.Tests.Documentation;

namespace DeepQ.Decisions.MLNet.Tests;

/// <summary>Compiles and runs the programs of the readme and of docs/decisions-promoting.md.</summary>
[Trait("Category", "Slow")]
public sealed class PageTests
{
    [Theory]
    [InlineData("src/DeepQ.Decisions.MLNet/README.md")]
    [InlineData("docs/decisions-candidates.md")]
    [InlineData("docs/decisions-promoting.md")]
    public void A_program_prints_what_its_page_says(string path)
    {
        string page = Page(path);
        using TemporaryFolder folder = new();
        using SnippetProgram program = SnippetProgram.Compile("using System.Threading.Tasks;\n" + page.Split("```csharp\n")[1].Split("```")[0]);
        (int exitCode, string output) = program.Run(folder.FullName, TimeSpan.FromMinutes(2));
        Assert.True(exitCode == 0, output);
        Assert.Equal(page.Split("```text\n")[1].Split("```")[0], output.ReplaceLineEndings("\n"));
    }

    private static string Page(string path, [CallerFilePath] string file = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", path)).ReplaceLineEndings("\n");
}
