using System.Runtime.CompilerServices;
using DeepQ.Decisions.Doctor;
using DeepQ.MLNet.Tests.Documentation;

namespace DeepQ.Decisions.Tests.Documentation;

/// <summary>Compiles and runs the programs of docs/decisions.md and of the readme.</summary>
[Trait("Category", "Slow")]
public sealed class DecisionPageTests
{
    [Fact]
    public void The_program_of_the_page_prints_what_the_page_says()
    {
        string page = Read("docs/decisions.md");
        string expected = page.Split("It prints\n\n```\n")[1].Split("```")[0];

        // The second program writes the policy that the first one reads.
        Assert.Equal(expected, Output(Programs(page)[1], Programs(page)[0]));
    }

    [Fact]
    public void The_program_of_the_catalog_prints_what_the_page_says()
    {
        string page = Read("docs/decisions.md");
        Assert.Equal(page.Split("```text\n")[1].Split("```")[0], Output(Programs(page)[2]));
    }

    [Fact]
    public void The_program_of_the_runbook_prints_what_it_says()
    {
        string page = Read("docs/decisions-runbook.md");
        Assert.Equal(page.Split("Of a new log it says\n\n```\n")[1].Split("```")[0], Output(Programs(page)[0]));
    }

    [Fact]
    public void Each_finding_has_a_row_in_the_runbook()
    {
        string page = Read("docs/decisions-runbook.md");
        Assert.All(Enum.GetNames<FindingCode>(), code => Assert.Contains($"\n| `{code}` | ", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_program_of_the_readme_runs() =>
        Assert.Equal("coffee, reward 1\n", Output(Programs(Read("src/DeepQ.Decisions/README.md"))[0]));

    private static string Output(params string[] programs)
    {
        using TemporaryFolder folder = new();
        string output = "";
        foreach (string source in programs)
        {
            using SnippetProgram program = SnippetProgram.Compile(source);
            (int exitCode, string printed) = program.Run(folder.FullName, TimeSpan.FromMinutes(2));
            Assert.True(exitCode == 0, printed);
            output += printed.ReplaceLineEndings("\n");
        }

        return output;
    }

    private static string[] Programs(string page) => [.. page.Split("```csharp\n").Skip(1).Select(rest => rest.Split("```")[0])];

    private static string Read(string path, [CallerFilePath] string file = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", path)).ReplaceLineEndings("\n");
}
