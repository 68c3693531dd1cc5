using System.Runtime.CompilerServices;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Documentation;

/// <summary>Compiles and runs the whole programs of docs/serving.md: those that say which namespaces they use.</summary>
public sealed class ServingPageTests
{
    [Theory]
    [InlineData(0, "in (1, 0): right\nQ = 3 2 1 3 0 0, actions = 0 1 0\n")]
    [InlineData(1, "right by version ")]
    [InlineData(1, "actions 1 0\n")]
    [InlineData(2, "Int8: the same action in ")]
    [InlineData(3, "Q = (3, 2), action 0\nQ = (1, 3), action 1\n")]
    public void A_program_of_the_page_prints_what_the_page_says(int number, string expected)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(Path.Combine(folder.Path, "policy.onnx"), Model());
        using SnippetProgram program = SnippetProgram.Compile(Programs()[number]);

        (int exitCode, string output) = program.Run(folder.Path, TimeSpan.FromMinutes(2));

        Assert.True(exitCode == 0, output);
        Assert.Contains(expected, output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    /// <summary>Q(s) = (s0 + 2 s1, 3 s0 − s1), with the actions left and right.</summary>
    private static byte[] Model() => PolicyGraph.ToBytes(
        [new LinearLayer(new float[] { 1, 2, 3, -1 }, new float[] { 0, 0 })],
        new PolicyMetadata
        {
            ObservationShape = [2],
            ActionNames = ["left", "right"],
            Gamma = 0.99,
            Algorithm = "DQN",
        });

    private static string[] Programs() =>
    [
        .. File.ReadAllText(Page()).ReplaceLineEndings("\n").Split("```csharp\n").Skip(1)
            .Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)])
            .Where(block => block.StartsWith("using DeepQ.", StringComparison.Ordinal))
            .Select(block => "using System.Threading.Tasks;\n" + block),
    ];

    private static string Page([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "serving.md"));
}
