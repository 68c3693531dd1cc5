using System.Runtime.CompilerServices;
using DeepQ.Decisions.Tests;
using DeepQ.MLNet.Tests.Documentation;

namespace DeepQ.Decisions.Export.Tests.Documentation;

[Trait("Category", "Slow")]
public sealed class ReadmeTests
{
    [Fact]
    public void The_program_of_the_readme_writes_what_it_says()
    {
        using TemporaryFolder folder = new();
        string page = Read();
        using SnippetProgram program = SnippetProgram.Compile(page.Split("```csharp\n")[1].Split("```")[0]);
        (int exitCode, string printed) = program.Run(folder.FullName, TimeSpan.FromMinutes(2));
        Assert.True(exitCode == 0, printed);
        Assert.Equal("2 rows\n", printed.ReplaceLineEndings("\n"));
        Assert.True(File.Exists(folder.File("decisions.parquet")));
        string header = page.Split("```text\n")[1].Split("```")[0];
        Assert.Equal(header, File.ReadAllLines(folder.File("decisions.csv"))[0] + "\n");
    }

    private static string Read([CallerFilePath] string file = "") => File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "src", "DeepQ.Decisions.Export", "README.md")).ReplaceLineEndings("\n");
}
