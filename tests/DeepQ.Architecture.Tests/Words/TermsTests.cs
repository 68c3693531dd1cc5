using System.Text.RegularExpressions;

namespace DeepQ.Architecture.Tests.Words;

/// <summary>Keeps pages to the field's terms: each phrase that the field does not use has what to write instead.</summary>
public sealed partial class TermsTests
{
    private static readonly (string Pattern, string Instead)[] Terms =
    [
        (@"successors?", "next state, next observation"),
        (@"slopes?", "gradient"),
        (@"judg(e[ds]?|ing)", "evaluate, estimate"),
        (@"br(ing|ings|inging|ought)", "return, include, reach"),
        (@"ones? own|one's own", "your own, custom"),
        (@"who(so)?ever", "the caller, anyone who"),
        (@"(any|no)body", "the name of who acts, or none"),
        (@"(what|as|which) one (sees|does|wants|writes)", "you"),
        (@"puts? right", "correct"),
        (@"(is|are|was|were) told", "is reported"),
        (@"to be had", "available"),
        (@"at hand", "available"),
        (@"of so many", "the number"),
        (@"stands? (in|for|on|beside|behind|before|there)", "is in, is stored in, means"),
        (@"go(es|ing)? on", "continue"),
        (@"anew", "again"),
        (@"but for", "except for, up to"),
        (@"the matter", "the problem, the issue"),
        (@"(what|which) [\w' ]{1,40} (is|are) worth", "the value of"),
        (@"all that (it|they) takes?", "the only requirement"),
        (@"what it knows", "its data"),
        (@"where there (is|are) none", "if there are none"),
        (@"tells? (what|which|how|where|whether)", "report, show"),
        (@"whole numbers?", "integer"),
        (@"not there", "absent, missing"),
    ];

    private static readonly string[] Others =
    [
        "CHANGELOG.md", "SECURITY.md", "docs/architecture.md", "docs/coming-from.md", "docs/glossary.md", "docs/settings.md", "tests/",
        "benchmarks/", "eng/",
    ];

    /// <summary>The pages in the project's voice. A page that is rewritten leaves the list of others.</summary>
    public static TheoryData<string> Pages => [.. Held];

    private static IEnumerable<string> Held =>
        ReadableFiles.Pages.Where(page => !IsGenerated(page) && !Others.Any(other => page.StartsWith(other, StringComparison.Ordinal)));

    // The library writes the cards of policies.
    private static bool IsGenerated(string page) => page.EndsWith(".card.md", StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_uses_the_terms_of_the_field(string page)
    {
        string[] found = Found(ReadableFiles.Read(page));
        Assert.True(found.Length == 0, $"{page}:{Environment.NewLine}{string.Join(Environment.NewLine, found)}");
    }

    [Theory]
    [InlineData("The transition brings\n```\na successor\n```\nits successor.", 2)]
    [InlineData("`SuccessorColumns` names the columns of the next state.", 0)]
    [InlineData("What such a policy is worth is told by\na judge.", 3)]
    [InlineData("A judgment of the value goes into the log.", 0)]
    public void Private_terms_are_found_outside_of_code(string text, int count) => Assert.Equal(count, Found(text).Length);

    [Fact]
    public void The_pages_of_the_readme_are_among_them() => Assert.Superset(
        new HashSet<string> { "README.md", "docs/training.md", "docs/serving.md", "src/DeepQ.MLNet/README.md", "samples/CartPole/README.md" },
        Held.ToHashSet());

    private static string[] Found(string text)
    {
        string prose = Code().Replace(text, code => new string('\n', code.Value.Count(letter => letter == '\n')));
        return
        [
            .. from term in Terms
               from Match match in Regex.Matches(prose, $@"\b(?:{term.Pattern.Replace(" ", @"\s", StringComparison.Ordinal)})\b", RegexOptions.IgnoreCase)
               let line = prose.AsSpan(0, match.Index).Count('\n') + 1
               orderby line
               select $"line {line}: '{match.Value.ReplaceLineEndings(" ")}'; write: {term.Instead}",
        ];
    }

    // Blocks of code, code in a line, and what links lead to.
    [GeneratedRegex(@"^```.*?^```|`[^`]+`|\]\([^)]*\)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();
}
