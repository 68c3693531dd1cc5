using System.Runtime.CompilerServices;
using DeepQ.Decisions.Tests;
using DeepQ.MLNet.Tests.Documentation;

namespace DeepQ.Decisions.MLNet.Tests;

/// <summary>Compiles and runs the programs of the readme.</summary>
[Trait("Category", "Slow")]
public sealed class ReadmeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_programs_of_the_readme_print_what_it_says(int number)
    {
        string readme = Readme();
        using TemporaryFolder folder = new();
        using SnippetProgram program = SnippetProgram.Compile("using System.Threading.Tasks;\n" + readme.Split("```csharp\n")[number].Split("```")[0]);
        (int exitCode, string output) = program.Run(folder.FullName, TimeSpan.FromMinutes(2));
        Assert.True(exitCode == 0, output);
        Assert.Equal(readme.Split("```text\n")[number].Split("```")[0], output.ReplaceLineEndings("\n"));
    }

    private static string Readme([CallerFilePath] string file = "") => File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "src", "DeepQ.Decisions.MLNet", "README.md")).ReplaceLineEndings("\n");
}
