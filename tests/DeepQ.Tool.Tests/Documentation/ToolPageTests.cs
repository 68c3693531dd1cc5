using System.Globalization;
using System.Text.RegularExpressions;
using DeepQ.Tool.Tests.Support;

namespace DeepQ.Tool.Tests.Documentation;

/// <summary>What docs/tool.md shows is what the tool writes.</summary>
public sealed partial class ToolPageTests
{
    [Trait("Category", "Slow")]
    [Fact]
    public async Task The_page_shows_what_the_commands_write()
    {
        using PageFolder folder = new();
        string page = PageFolder.ReadSource("docs/tool.md");
        foreach (Match block in Blocks().Matches(page))
        {
            string[] commands = [.. block.Groups[1].Value.Split('\n').Where(line => line.StartsWith("$ ", StringComparison.Ordinal))];
            string actual = "";
            foreach (string command in commands)
                actual += $"{command}\n{await folder.RunAsync(command)}";
            AssertSame(block.Groups[1].Value, actual);
        }
    }

    // Other processors round otherwise.
    private static void AssertSame(string expected, string actual)
    {
        string[] one = Word().Split(expected), other = Word().Split(actual);
        bool same = one.Length == other.Length && one.Zip(other).All(pair => pair.First == pair.Second || AreNear(pair.First, pair.Second));
        Assert.True(same, $"docs/tool.md is to have:\n{actual}\nand has:\n{expected}");
    }

    private static bool AreNear(string one, string other) =>
        double.TryParse(one, CultureInfo.InvariantCulture, out double first) && double.TryParse(other, CultureInfo.InvariantCulture, out double second)
        && (one + other).Contains('.', StringComparison.Ordinal) && Math.Abs(first - second) <= 0.01 * Math.Max(1, Math.Abs(first));

    [GeneratedRegex("```console\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"[\s,\[\]():%]+")]
    private static partial Regex Word();
}
