using System.Runtime.CompilerServices;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Onnx.Policies;

namespace DeepQ.MLNet.Tests.Documentation;

/// <summary>Compiles and runs every program of docs/serving.md, docs/acting-anywhere.md and docs/onnx.md, beside a policy.onnx.</summary>
[Trait("Category", "Slow")]
public sealed class PolicyPageTests
{
    [Theory]
    [InlineData("serving.md", 0, "State: Float32 [batch, 2]\n")]
    [InlineData("serving.md", 1, "in (1, 0): right\nQ = 3 2 1 3 0 0, actions = 0 1 0\n")]
    [InlineData("serving.md", 2, "ExecutionProvider\nGemm_0    Gemm    ")]
    [InlineData("serving.md", 3, "right by version ")]
    [InlineData("serving.md", 3, "actions 1 0\n")]
    [InlineData("serving.md", 4, "Int8: the same action in ")]
    [InlineData("serving.md", 5, "Q = (3, 2), action 0\nQ = (1, 3), action 1\n")]
    [InlineData("serving.md", 6, "by DeepQTransformer: action 0\n")]
    [InlineData("acting-anywhere.md", 0, "in (1, 0): right, by Managed\nQ = 3 2 1 3, actions = 0 0\n")]
    [InlineData("onnx.md", 0, "; may take ActionMask: Boolean [mask_batch, 3]\n")]
    [InlineData("onnx.md", 0, "gives QValues: Float32 [batch, 3], Action: Int64 [batch], Margin: Float32 [batch]\n")]
    [InlineData("onnx.md", 0, "b, ahead by 1\n")]
    [InlineData("onnx.md", 1, "State: Float32 [batch, 2]\nQValues: Float32 [batch, 2]\nAction: Int64 [batch]\n")]
    [InlineData("onnx.md", 1, "21 parameters, operator set 7\n")]
    public void A_program_of_the_page_prints_what_the_page_says(string page, int number, string expected)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(Path.Combine(folder.Path, "policy.onnx"), Model());
        using SnippetProgram program = SnippetProgram.Compile(Programs(page)[number]);

        (int exitCode, string output) = program.Run(folder.Path, TimeSpan.FromMinutes(2));

        Assert.True(exitCode == 0, output);
        Assert.Contains(expected, output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serving.md", 7)]
    [InlineData("acting-anywhere.md", 1)]
    [InlineData("onnx.md", 2)]
    public void No_program_of_the_page_is_left_out(string page, int count) => Assert.Equal(count, Programs(page).Length);

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

    private static string[] Programs(string page) =>
    [
        .. File.ReadAllText(PathOf(page)).ReplaceLineEndings("\n").Split("```csharp\n").Skip(1)
            .Select(block => "using System.Threading.Tasks;\n" + block[..block.IndexOf("```", StringComparison.Ordinal)]),
    ];

    private static string PathOf(string page, [CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", page));
}
