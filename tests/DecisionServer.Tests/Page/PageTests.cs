using System.Text.RegularExpressions;

namespace DecisionServer.Tests.Page;

public sealed class PageTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task The_page_takes_nothing_from_elsewhere()
    {
        using HttpResponseMessage page = await server.Client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.StartsWith(
            "default-src 'none'; script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        string text = await page.Content.ReadAsStringAsync();
        Assert.DoesNotContain("://", text, StringComparison.Ordinal);
        MatchCollection parts = Regex.Matches(text, "(?:src|href)=\"([a-zA-Z./0-9]+)\"");
        Assert.Equal(7, parts.Count);
        foreach (Match match in parts)
        {
            using HttpResponseMessage part = await server.Client.GetAsync(new Uri(match.Groups[1].Value, UriKind.Relative));
            Assert.True(part.IsSuccessStatusCode, match.Value);
        }
    }

    [Fact]
    public async Task The_charts_come_with_their_license() => Assert.StartsWith(
        "The MIT License", await server.Client.GetStringAsync(new Uri("/lib/uplot/LICENSE.txt", UriKind.Relative)), StringComparison.Ordinal);
}
