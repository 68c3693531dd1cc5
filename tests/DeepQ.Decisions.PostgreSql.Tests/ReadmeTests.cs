using System.Runtime.CompilerServices;
using DeepQ.Decisions.Tests;
using DeepQ.Decisions.Tests.Storage;
using DeepQ.MLNet.Tests.Documentation;

namespace DeepQ.Decisions.PostgreSql.Tests;

/// <summary>Compiles and runs the program of the readme.</summary>
[Collection(PostgreSqlCollection.Name)]
[Trait("Category", "Slow")]
public sealed class ReadmeTests(PostgreSqlServer server)
{
    [StoreFact]
    public void The_program_of_the_readme_runs()
    {
        // The program inherits it.
        Environment.SetEnvironmentVariable("DECISIONS_SERVER", server.NewSchema());
        using TemporaryFolder folder = new();
        using SnippetProgram program = SnippetProgram.Compile(Readme().Split("```csharp\n")[1].Split("```")[0]);
        (int exitCode, string output) = program.Run(folder.FullName, TimeSpan.FromMinutes(2));
        Assert.True(exitCode == 0, output);
        Assert.Equal("coffee, reward 1\n", output.ReplaceLineEndings("\n"));
    }

    private static string Readme([CallerFilePath] string file = "") => File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "src", "DeepQ.Decisions.PostgreSql", "README.md")).ReplaceLineEndings("\n");
}
