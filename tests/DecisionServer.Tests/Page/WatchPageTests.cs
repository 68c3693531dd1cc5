using PolicyServer.Tests.Page;

namespace DecisionServer.Tests.Page;

/// <summary>Presses what the page has to press, in Chromium.</summary>
[Trait("Category", "Browser")]
public sealed class WatchPageTests : IDisposable
{
    private const string Main = "document.getElementById('main')?.hidden === false";
    private const string Asks = "document.getElementById('confirm').open";

    private readonly RunningServer _server = new();
    private readonly string _name;

    public WatchPageTests() => _name = _server.Registry.Add(
        RunningServer.Model(1), new("""{"estimate": 0.6}""", "# Learned\n\n![A picture](x.svg)\n\n| | |\n|---|---:|\n| reward | [0.6](x) |\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- <img src=x> `code`"), "learned from May").Name;

    public void Dispose() => _server.Dispose();

    [ChromiumFact]
    public async Task The_page_draws_what_is_in_the_log()
    {
        await DecideAsync(80);
        await using BrowserPage page = await OpenAsync();
        await page.WaitAsync("document.querySelector('#tiles strong')?.textContent === '80'");
        Assert.Equal("Mode logging only; no version, so the baseline, is in use.", await TextAsync(page, "#now"));
        Assert.Equal(3, await NumberAsync(page, "document.querySelectorAll('.plot canvas').length"));
        await page.WaitAsync("document.querySelector('#reward-chart .legend').textContent.startsWith('baseline')");
        Assert.Contains(_name, await TextAsync(page, "#versions"), StringComparison.Ordinal);
        Assert.Contains("baseline", await TextAsync(page, "#versions tr:last-child"), StringComparison.Ordinal);
        Assert.Contains("learned from May", await TextAsync(page, "#history"), StringComparison.Ordinal);
        Assert.True(await IsAsync(page, "document.getElementById('problem').hidden"));
        Assert.True(await IsAsync(page, "document.getElementById('rollback').disabled"));
    }

    // The last minute is not over and not drawn, so the decisions are in one before it.
    [ChromiumFact]
    public async Task A_chart_has_a_line_in_the_color_of_its_version()
    {
        await using BrowserPage page = await OpenAsync();
        await page.EvaluateAsync("""
            import('./charts.js').then(({ createChart }) => {
              const place = document.createElement('div');
              place.id = 'tried';
              document.querySelector('main').append(place);
              createChart(place, 'a test')({
                times: [0, 60, 120], format: (line, i) => `${line.values[i]}`,
                lines: [{ name: 'v1', color: '#ff0000', values: [1, 2, 3], lower: [0, 1, 2], upper: [2, 3, 4] }],
              });
            })
            """);
        await page.WaitAsync("""
            (() => {
              const canvas = document.querySelector('#tried canvas');
              if (!canvas) return false;
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              let line = 0, band = 0;
              for (let i = 0; i < data.length; i += 4) {
                if (data[i] > 200 && data[i + 1] < 60 && data[i + 3] > 200) line++;
                else if (data[i] > 200 && data[i + 3] > 20 && data[i + 3] < 100) band++;
              }
              return line > 200 && band > 2000;
            })()
            """);
        Assert.Equal("v1 3", await TextAsync(page, "#tried .legend"));
    }

    [ChromiumFact]
    public async Task Promote_asks_before_it_does_and_so_does_roll_back()
    {
        await using BrowserPage page = await OpenAsync();
        await ClickAsync(page, $"[data-version='{_name}'] [data-verb=promote]");
        await page.WaitAsync(Asks);
        Assert.Equal($"Promote {_name}?", await TextAsync(page, "#confirm-title"));
        await ClickAsync(page, "#confirm-no");
        await page.WaitAsync($"!({Asks})");
        Assert.Null(_server.Registry.VersionInUse);

        // Without a reason nothing is done.
        await ClickAsync(page, $"[data-version='{_name}'] [data-verb=promote]");
        await ClickAsync(page, "#confirm-yes");
        Assert.True(await IsAsync(page, Asks));
        Assert.Null(_server.Registry.VersionInUse);

        await ReasonAsync(page, "it is better");
        await page.WaitAsync($"document.querySelector('[data-version] .badge')?.textContent === 'in use'");
        Assert.Equal(_name, _server.Registry.VersionInUse!.Name);
        Assert.Equal("it is better", _server.Registry.History[^1].Why);

        await ClickAsync(page, "#rollback");
        await page.WaitAsync(Asks);
        Assert.Equal($"{_name} leaves, and the baseline decides from the next decision on.", await TextAsync(page, "#confirm-text"));
        await ReasonAsync(page, "complaints");
        await page.WaitAsync("!document.querySelector('[data-version] .badge')");
        Assert.Null(_server.Registry.VersionInUse);
    }

    [ChromiumFact]
    public async Task Automatic_changes_are_held_and_released()
    {
        await using BrowserPage page = await OpenAsync();
        Assert.True(await IsAsync(page, "document.getElementById('held').hidden"));
        await ClickAsync(page, "#hold");
        await page.WaitAsync(Asks);
        await ReasonAsync(page, "complaints");
        await page.WaitAsync("!document.getElementById('held').hidden");
        Assert.EndsWith(": complaints", await TextAsync(page, "#held"), StringComparison.Ordinal);
        Assert.Equal("complaints", _server.Registry.Held!.Why);

        await ClickAsync(page, "#hold");
        await page.WaitAsync(Asks);
        Assert.Equal("Release", await TextAsync(page, "#confirm-yes"));
        await ReasonAsync(page, "mended");
        await page.WaitAsync("document.getElementById('held').hidden");
        Assert.Null(_server.Registry.Held);
    }

    [ChromiumFact]
    public async Task The_mode_is_changed_once_that_is_confirmed()
    {
        await using BrowserPage page = await OpenAsync();
        const string Choose = "document.getElementById('mode').value = 'online'; document.getElementById('apply').click()";
        await page.EvaluateAsync(Choose);
        await page.WaitAsync(Asks);
        await ClickAsync(page, "#confirm-no");
        await page.WaitAsync("document.getElementById('mode').value === 'loggingOnly'");
        Assert.Equal("LoggingOnly", $"{_server.Service.Settings.Mode}");

        await page.EvaluateAsync(Choose);
        await page.WaitAsync(Asks);
        await ClickAsync(page, "#confirm-yes");
        await page.WaitAsync("document.getElementById('now').textContent.startsWith('Mode online')");
        Assert.Equal("Online", $"{_server.Service.Settings.Mode}");
    }

    [ChromiumFact]
    public async Task A_card_is_shown_and_its_markup_stays_text()
    {
        await using BrowserPage page = await OpenAsync();
        await ClickAsync(page, "#versions .link");
        await page.WaitAsync("document.querySelector('#card h3')?.textContent === 'Learned'");
        Assert.Equal("<img src=x> code", await TextAsync(page, "#card li"));
        Assert.Equal(0, await NumberAsync(page, "document.querySelectorAll('#card img').length"));
        Assert.Equal("Learned,reward,0.6,a,b,1,2", (await page.EvaluateAsync(
            "[...document.querySelectorAll('#card h3, #card th, #card td')].map(cell => cell.textContent).join()")).GetString());
        Assert.Equal("ab", (await page.EvaluateAsync("[...document.querySelectorAll('#card th')].map(cell => cell.textContent).join('')")).GetString());
        Assert.Contains("\"estimate\": 0.6", await TextAsync(page, "#card pre"), StringComparison.Ordinal);
    }

    [ChromiumFact]
    public async Task A_server_with_keys_is_opened_by_the_key_of_administration()
    {
        using RunningServer server = new("--Server:Key=shop", "--Server:AdminKey=office");
        await using BrowserPage page = await BrowserPage.OpenAsync(server.Client.BaseAddress!);
        await page.WaitAsync("document.getElementById('key-form')?.hidden === false");
        await page.EvaluateAsync("document.getElementById('key').value = 'office'; document.querySelector('#key-form button').click()");
        await page.WaitAsync(Main);
        Assert.True(await IsAsync(page, "document.getElementById('key-form').hidden"));
    }

    private async Task DecideAsync(int decisions)
    {
        for (int i = 0; i < decisions; i++)
        {
            (Guid id, _) = await _server.DecideAsync();
            if (i % 2 == 0)
                await _server.Service.RewardAsync(id, 1);
        }
    }

    private async Task<BrowserPage> OpenAsync()
    {
        BrowserPage page = await BrowserPage.OpenAsync(_server.Client.BaseAddress!);
        try
        {
            await page.WaitAsync($"{Main} && document.querySelector('#versions .link')");
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    private static async Task ReasonAsync(BrowserPage page, string why)
    {
        await page.EvaluateAsync($"document.getElementById('why').value = '{why}'");
        await ClickAsync(page, "#confirm-yes");
    }

    private static Task<System.Text.Json.JsonElement> ClickAsync(BrowserPage page, string selector) =>
        page.EvaluateAsync($"document.querySelector(\"{selector}\").click()");

    private static async Task<string> TextAsync(BrowserPage page, string selector) =>
        (await page.EvaluateAsync($"document.querySelector(\"{selector}\").textContent")).GetString()!;

    private static async Task<int> NumberAsync(BrowserPage page, string expression) => (await page.EvaluateAsync(expression)).GetInt32();

    private static async Task<bool> IsAsync(BrowserPage page, string expression) => (await page.EvaluateAsync(expression)).GetBoolean();
}
