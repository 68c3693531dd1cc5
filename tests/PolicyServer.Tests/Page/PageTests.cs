using System.Text.RegularExpressions;

namespace PolicyServer.Tests.Page;

public sealed class PageTests(ServedPolicy server) : IClassFixture<ServedPolicy>
{
    [Trait("Category", "Browser")]
    [ChromiumFact]
    public async Task The_page_asks_the_server_and_shows_its_answer()
    {
        string document = await Chromium.DumpAsync(server.Client.BaseAddress!);
        // In state (0, 0) all values are 0, and of equals the first wins.
        Assert.Contains("<p class=\"action\">a</p>", document, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(document, "<span class=\"number\">0.000</span>"));
        Assert.Equal(2, Regex.Count(document, "type=\"range\""));
        Assert.Contains(server.Policy.Version, document, StringComparison.Ordinal);
        Assert.Matches("id=\"problem\"[^>]* hidden", document);
    }

    [Fact]
    public async Task The_page_takes_nothing_from_elsewhere()
    {
        using HttpResponseMessage page = await server.Client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.StartsWith(
            "default-src 'none'; script-src 'self'",
            page.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal);
        string text = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain("://", text, StringComparison.Ordinal);
        foreach (Match match in Regex.Matches(text, "(?:src|href)=\"([a-z./0-9]+)\""))
        {
            Uri address = new(match.Groups[1].Value, UriKind.Relative);
            using HttpResponseMessage part = await server.Client.GetAsync(address);
            Assert.True(part.IsSuccessStatusCode, match.Value);
        }
    }
}
