using System.Text.RegularExpressions;

namespace DeepQ.Architecture.Tests.Words;

/// <summary>Holds the links of pages to files and headings that are there.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Every_link_leads_somewhere()
    {
        string[] broken = [.. ReadableFiles.Pages.SelectMany(Broken)];
        Assert.True(broken.Length == 0, string.Join(Environment.NewLine, broken));
    }

    [Fact]
    public void Every_page_of_the_docs_is_linked_from_another_one()
    {
        HashSet<string> linked = [.. ReadableFiles.Pages.SelectMany(page => LinksOf(page).Where(link => link.Path != page).Select(link => link.Path))];
        Assert.DoesNotContain(ReadableFiles.Pages, page => page.StartsWith("docs/", StringComparison.Ordinal) && !linked.Contains(page));
    }

    [Fact]
    public void Every_page_of_the_docs_is_in_the_contents_of_the_site()
    {
        string contents = ReadableFiles.Read("docs/toc.yml");
        Assert.DoesNotContain(
            ReadableFiles.Pages.Where(page => page.StartsWith("docs/", StringComparison.Ordinal) && page != "docs/site/index.md"),
            page => !contents.Contains($"href: {page["docs/".Length..]}\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("## In an application", "in-an-application")]
    [InlineData("### `DqnOptions`: what, and why?", "dqnoptions-what-and-why")]
    public void Headings_have_the_anchors_that_pages_show(string heading, string anchor) => Assert.Equal([anchor], Anchors(heading));

    private static IEnumerable<string> Broken(string page)
    {
        foreach ((string path, string anchor, string text) in LinksOf(page))
        {
            string full = Path.Combine(SourceTree.Root, path);
            if (!File.Exists(full) && !Directory.Exists(full))
                yield return $"{page}: {text} leads to '{path}', which is not there.";
            else if (anchor.Length > 0 && path.EndsWith(".md", StringComparison.Ordinal) && !Anchors(ReadableFiles.Read(path)).Contains(anchor))
                yield return $"{page}: {text} leads to the heading '#{anchor}' of {path}, which is not there.";
        }
    }

    // Paths from the folder of the solution.
    private static IEnumerable<(string Path, string Anchor, string Text)> LinksOf(string page)
    {
        foreach (Match link in Link().Matches(Code().Replace(ReadableFiles.Read(page), "")))
        {
            string[] parts = link.Groups[2].Value.Split('#', 2);
            string folder = Path.GetDirectoryName(page)!;
            string path = parts[0].Length == 0 ? page : Path.GetRelativePath(".", Path.Combine(folder, parts[0])).Replace('\\', '/');
            yield return (path, parts.Length > 1 ? parts[1] : "", link.Value);
        }
    }

    private static IEnumerable<string> Anchors(string page) => Heading().Matches(Code().Replace(page, ""))
        .Select(heading => NoAnchor().Replace(heading.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\[([^\]]*)\]\((?!https?:|mailto:)([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^#{1,6} +(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoAnchor();
}
