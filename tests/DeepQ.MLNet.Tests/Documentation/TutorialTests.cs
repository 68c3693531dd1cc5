using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using DeepQ.MLNet.Tests.Support;

namespace DeepQ.MLNet.Tests.Documentation;

/// <summary>Follows the tutorials from top to bottom: writes each file, runs each program, and compares what it prints.</summary>
[Trait("Category", "Slow")]
public sealed partial class TutorialTests
{
    [Theory]
    [InlineData("getting-started.md", 2)]
    [InlineData("tutorials/your-own-environment.md", 5)]
    [InlineData("tutorials/from-a-table.md", 4)]
    public void Each_program_of_a_tutorial_prints_what_the_page_shows(string page, int outputs)
    {
        using TemporaryFolder folder = new();
        Dictionary<string, string> files = [];
        int compared = 0;
        foreach (Match block in Block().Matches(File.ReadAllText(PathOf($"docs/{page}")).ReplaceLineEndings("\n")))
        {
            string text = block.Groups["text"].Value;
            if (block.Groups["language"].Value == "csharp")
            {
                files[FileName().Match(text).Groups[1].Value] = text;
            }
            else if (block.Groups["language"].Value == "text")
            {
                string output = Output(files, folder.Path);
                Assert.Equal(Words(text), Words(output));
                Assert.All(Numbers(text).Zip(Numbers(output)), pair => Assert.InRange(pair.Second, pair.First - Slack(pair.First), pair.First + Slack(pair.First)));
                compared++;
            }
        }

        Assert.DoesNotContain("", files.Keys); // A block that does not say which file it is.
        Assert.Equal(outputs, compared);
    }

    [Theory]
    [InlineData("mean return 293.724, 1.5e-05 off\n", "mean return #, # off")]
    [InlineData(" 0:00  25 cents, -3 kWh: buy", "#:# # cents, # kWh: …")]
    [InlineData("-------#------\nx = 0.3 m", "…# x = # m")]
    public void Numbers_and_choices_may_differ_between_processors_and_words_may_not(string output, string words) => Assert.Equal(words, Words(output));

    private static string Output(Dictionary<string, string> files, string folder)
    {
        using SnippetProgram program = SnippetProgram.Compile([.. files.Values]);
        (int exitCode, string output) = program.Run(folder, TimeSpan.FromMinutes(3));
        Assert.True(exitCode == 0, output);
        return output;
    }

    private static string Words(string output) =>
        Space().Replace(Choice().Replace(Number().Replace(Drawing().Replace(output.ReplaceLineEndings("\n"), "…#"), "#"), "…"), " ").Trim();

    private static IEnumerable<double> Numbers(string output) => Number().Matches(output)
        .Select(number => double.Parse(number.Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));

    // Trainings on other processors end elsewhere, and not far from here.
    private static double Slack(double number) => 50 + (0.5 * Math.Abs(number));

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"\A// ([\w.]+\.cs)\n")]
    private static partial Regex FileName();

    [GeneratedRegex(@"-?\d[\d,]*(\.\d+)?(e[-+]\d+)?")]
    private static partial Regex Number();

    // What a policy chooses among actions of nearly the same value.
    [GeneratedRegex(@"\b(?:(?<=: |push )(?:sell|wait|buy|nothing|news|voucher|left|right))$", RegexOptions.Multiline)]
    private static partial Regex Choice();

    // A cart and its pole.
    [GeneratedRegex(@"(?: +\|\n)?-+#-+")]
    private static partial Regex Drawing();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    private static string PathOf(string page, [CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", page));
}
