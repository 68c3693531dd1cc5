using System.Globalization;
using System.Text.RegularExpressions;

namespace DeepQ.Architecture.Tests.Words;

/// <summary>
/// Holds each measured figure to one page, so that a new measurement is written down once. A figure is a number of two digits or more with
/// a unit of time or memory, a factor, or a count of what a program works on. Two that agree in two digits are the same.
/// </summary>
public sealed partial class FigureTests
{
    [Fact]
    public void No_figure_stands_on_two_pages()
    {
        string[] found =
        [
            .. from page in ReadableFiles.Pages
               where !IsRecord(page)
               from figure in Figures(ReadableFiles.Read(page)).Distinct()
               group page by figure into places
               where places.Count() > 1
               select $"{places.Key} is on {string.Join(" and ", places)}: leave it on one, and link to it from the others.",
        ];
        Assert.True(found.Length == 0, string.Join(Environment.NewLine, found));
    }

    [Theory]
    [InlineData("It takes 4.1 µs, or 4.09 µs with a log.", "4.1 µs")]
    [InlineData("SQLite writes 51,000 decisions a second, in 201 MB.", "5.1E+04 decisions, 2E+02 MB")]
    [InlineData("That is 24 times faster, or 2.5×, than 3 × 84 × 84.", "24 ×, 2.5 ×")]
    [InlineData("In 2026, after 30 minutes, version 1.13 of 64 units had 475 at 95%.", "")]
    [InlineData("A program prints\n```text\n36 s\n```\nand `12.5 ms`.", "")]
    public void A_figure_is_a_number_with_a_unit(string text, string figures) =>
        Assert.Equal(figures, string.Join(", ", Figures(text).Distinct()));

    // The changelog repeats what was true of a version, and the library writes the cards of policies.
    private static bool IsRecord(string page) =>
        page == "CHANGELOG.md" || page.EndsWith(".card.md", StringComparison.Ordinal) || page.StartsWith("tests/", StringComparison.Ordinal);

    private static IEnumerable<string> Figures(string page) =>
        from Match match in Figure().Matches(Code().Replace(page, ""))
        let digits = match.Groups[1].Value.Replace(",", "", StringComparison.Ordinal)
        where digits.Replace(".", "", StringComparison.Ordinal).Trim('0').Length > 1
        let rounded = double.Parse(digits, CultureInfo.InvariantCulture).ToString("G2", CultureInfo.InvariantCulture)
        select $"{rounded} {match.Groups[2].Value.Replace("times", "×", StringComparison.Ordinal)}";

    [GeneratedRegex(
        @"(?<![\w.,^/−-])(\d[\d,]*(?:\.\d+)?) ?([µmn]?s|seconds|minutes|hours|[kMG]B|bytes|times|×(?! ?\d)"
        + @"|updates|steps|rows|states|decisions|requests|transitions|events|calls|episodes|games|frames)(?!\w)")]
    private static partial Regex Figure();

    // Blocks of code, which tests compare, code in a line, and what links lead to.
    [GeneratedRegex(@"^```.*?^```|`[^`]+`|\]\([^)]*\)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
