using System.Globalization;
using System.Text.Json;

namespace PolicyServer.Tests.Page;

/// <summary>Presses what the page has to press, in Chromium, with the policy of CartPole.</summary>
[Trait("Category", "Browser")]
public sealed class LiveRunTests(ServedCartPole server) : IClassFixture<ServedCartPole>
{
    private const string Steps = "parseInt(document.getElementById('count').textContent)";

    [ChromiumFact]
    public async Task The_server_balances_the_pole_until_it_is_stopped()
    {
        await using BrowserPage page = await OpenAsync();

        await ClickAsync(page, "start");
        await page.WaitAsync($"{Steps} >= 100");
        Assert.Equal("true", await AttributeAsync(page, "#start", "aria-pressed"));
        Assert.InRange(await AngleAsync(page), -12, 12);

        await ClickAsync(page, "start");
        await page.WaitUnchangedAsync(Steps);
        Assert.Equal("Start", await TextAsync(page, "start"));
        Assert.Equal("", await TextAsync(page, "problem"));
    }

    // One push turns the pole by 0.8 rad/s, more than 10 degrees in a quarter of a second if nothing were done.
    [ChromiumFact]
    public async Task A_push_tips_the_pole_to_its_side_and_hard_ones_make_it_fall()
    {
        await using BrowserPage page = await OpenAsync();
        await ClickAsync(page, "start");
        await page.WaitAsync($"{Steps} >= 20");

        await ClickAsync(page, "push-right");
        await page.WaitAsync(
            "parseFloat(document.querySelector('#scene .pole').getAttribute('transform').slice(7)) > 1");
        for (int i = 0; i < 5; i++)
            await ClickAsync(page, "push-right");

        await page.WaitAsync("document.getElementById('count').textContent === 'It fell; once more.'");
        await page.WaitAsync($"{Steps} >= 5");
    }

    // The pole leans and turns to the right: the cart is to follow.
    [ChromiumFact]
    public async Task The_form_asks_what_was_typed_and_shows_both_sides_of_the_wire()
    {
        await using BrowserPage page = await OpenAsync();
        await page.EvaluateAsync("""
            ["0", "0", "0.1", "1"].forEach((value, i) => { document.getElementById(`value-${i}`).value = value; });
            document.querySelector("#form button.primary").click();
            """);

        // The page asked of the state of zeros before, so an answer alone may be that one's.
        await page.WaitAsync("document.getElementById('request').textContent.includes('[[0,0,0.1,1]]')");
        await page.WaitAsync("document.querySelector('#answer .action')?.textContent === 'right'");
        using JsonDocument answer = JsonDocument.Parse(await TextAsync(page, "response"));
        Assert.Equal("right", answer.RootElement.GetProperty("decisions")[0].GetProperty("name").GetString());
    }

    [ChromiumFact]
    public async Task A_random_state_is_asked_at_once_and_an_empty_one_is_a_problem_in_words()
    {
        await using BrowserPage page = await OpenAsync();
        string before = await TextAsync(page, "request");

        await ClickAsync(page, "random");
        await page.WaitAsync($"document.getElementById('request').textContent !== {JsonSerializer.Serialize(before)}");
        await page.EvaluateAsync("""
            document.getElementById("value-2").value = "";
            document.querySelector("#form button.primary").click();
            """);

        await page.WaitAsync("!document.getElementById('problem').hidden");
        Assert.Contains("states[0][2]", await TextAsync(page, "problem"), StringComparison.Ordinal);
    }

    private async Task<BrowserPage> OpenAsync()
    {
        BrowserPage page = await BrowserPage.OpenAsync(server.Address);
        try
        {
            await page.WaitAsync("document.querySelector('#answer .action')");
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    private static async Task ClickAsync(BrowserPage page, string id) =>
        await page.EvaluateAsync($"document.getElementById('{id}').click()");

    private static async Task<string> TextAsync(BrowserPage page, string id) =>
        (await page.EvaluateAsync($"document.getElementById('{id}').textContent")).GetString()!;

    private static async Task<string> AttributeAsync(BrowserPage page, string selector, string name) =>
        (await page.EvaluateAsync($"document.querySelector('{selector}').getAttribute('{name}')")).GetString()!;

    /// <summary>How far the pole leans, in degrees.</summary>
    private static async Task<double> AngleAsync(BrowserPage page) => double.Parse(
        (await AttributeAsync(page, "#scene .pole", "transform"))["rotate(".Length..^1], CultureInfo.InvariantCulture);
}
