using System.Runtime.CompilerServices;
using DeepQ.MLNet.Tests.Documentation;
using DeepQ.Onnx.Policies;

namespace DeepQ.Decisions.Tests.Documentation;

/// <summary>Compiles and runs the programs of docs/decisions.md and of the readme, beside a policy.onnx.</summary>
[Trait("Category", "Slow")]
public sealed class DecisionPageTests
{
    [Fact]
    public void The_program_of_the_page_prints_what_the_page_says()
    {
        string page = Read("docs/decisions.md");
        string expected = page.Split("It prints\n\n```\n")[1].Split("```")[0];
        Assert.Equal(expected, Output(page));
    }

    [Fact]
    public void The_program_of_the_readme_runs() =>
        Assert.Equal("coffee, reward 1\n", Output(Read("src/DeepQ.Decisions/README.md")));

    private static string Output(string page)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("policy.onnx"), Model());
        using SnippetProgram program = SnippetProgram.Compile(page.Split("```csharp\n")[1].Split("```")[0]);
        (int exitCode, string output) = program.Run(folder.FullName, TimeSpan.FromMinutes(2));
        Assert.True(exitCode == 0, output);
        return output.ReplaceLineEndings("\n");
    }

    /// <summary>Coffee in the morning, tea for regular customers.</summary>
    private static byte[] Model() => PolicyGraph.ToBytes(
        [new LinearLayer(new float[] { 1, 0, 0, 1 }, new float[] { 0, 0 })],
        new PolicyMetadata
        {
            ObservationShape = [2],
            ActionNames = ["coffee", "tea"],
            Gamma = 0,
            Algorithm = "by hand",
        });

    private static string Read(string path, [CallerFilePath] string file = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", path)).ReplaceLineEndings("\n");
}
