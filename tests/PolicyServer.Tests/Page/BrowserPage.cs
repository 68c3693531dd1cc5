using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PolicyServer.Tests.Page;

/// <summary>A page in Chromium that a test looks at and works with, through the DevTools protocol.</summary>
internal sealed partial class BrowserPage : IAsyncDisposable
{
    private readonly Process _browser;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private Task _errors = Task.CompletedTask;
    private int _calls;

    private BrowserPage(Process browser, string profile) => (_browser, _profile) = (browser, profile);

    public static async Task<BrowserPage> OpenAsync(Uri address)
    {
        string profile = Directory.CreateTempSubdirectory("deepq-chromium-").FullName;
        BrowserPage page = new(Chromium.Start(profile, "--remote-debugging-port=0", "about:blank"), profile);
        try
        {
            await page.ConnectAsync(address);
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    /// <summary>The value of an expression, awaited where it is a promise.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        JsonElement result = await CallAsync(
            "Runtime.evaluate", new { expression, awaitPromise = true, returnByValue = true });
        return result.TryGetProperty("exceptionDetails", out JsonElement failure)
            ? throw new InvalidOperationException($"{expression}: {failure.GetRawText()}")
            : result.GetProperty("result").TryGetProperty("value", out JsonElement value) ? value : default;
    }

    /// <summary>Waits until a condition holds on the page; ten seconds at most.</summary>
    public Task WaitAsync(string condition) => EvaluateAsync($$"""
        new Promise((resolve, reject) => {
          const end = performance.now() + 10000;
          const look = () => ({{condition}}) ? resolve()
            : performance.now() > end ? reject(new Error(document.body.innerText)) : setTimeout(look, 10);
          look();
        })
        """);

    /// <summary>Waits until a value stays the same for 0.3 seconds; ten seconds at most.</summary>
    public Task WaitUnchangedAsync(string expression) => EvaluateAsync($$"""
        new Promise((resolve, reject) => {
          const end = performance.now() + 10000;
          const look = before => ({{expression}}) === before ? resolve()
            : performance.now() > end ? reject(new Error("It never stays.")) : setTimeout(look, 300, {{expression}});
          look(undefined);
        })
        """);

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        if (!_browser.HasExited)
            _browser.Kill(entireProcessTree: true);
        await _browser.WaitForExitAsync();
        await _errors;
        _browser.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task ConnectAsync(Uri address)
    {
        // Chromium says where it listens on one of the first lines; the others are read, so that it never waits for that.
        string? line;
        Match listening;
        do
        {
            line = await _browser.StandardError.ReadLineAsync()
                ?? throw new InvalidOperationException("Chromium ended before it listened.");
            listening = Listening().Match(line);
        }
        while (!listening.Success);
        _errors = _browser.StandardError.ReadToEndAsync();

        using HttpClient client = new() { BaseAddress = new Uri($"http://{listening.Groups[1].Value}/") };
        using HttpResponseMessage opened =
            await client.PutAsync(new Uri("json/new?about:blank", UriKind.Relative), content: null);
        using JsonDocument target = JsonDocument.Parse(await opened.Content.ReadAsStringAsync());
        string socket = target.RootElement.GetProperty("webSocketDebuggerUrl").GetString()!;
        await _socket.ConnectAsync(new Uri(socket), CancellationToken.None);
        // Answered once the page is there, so that nothing is asked of the one before.
        await CallAsync("Page.navigate", new { url = $"{address}" });
    }

    private async Task<JsonElement> CallAsync(string method, object parameters)
    {
        int id = ++_calls;
        byte[] call = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters });
        await _socket.SendAsync(call, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        while (true)
        {
            using JsonDocument message = JsonDocument.Parse(await ReceiveAsync());
            // Events have no number.
            if (message.RootElement.TryGetProperty("id", out JsonElement answered) && answered.GetInt32() == id)
            {
                return message.RootElement.TryGetProperty("result", out JsonElement result)
                    ? result.Clone()
                    : throw new InvalidOperationException($"{method}: {message.RootElement.GetRawText()}");
            }
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReceiveAsync()
    {
        using MemoryStream message = new();
        byte[] part = new byte[1 << 14];
        WebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(part, CancellationToken.None);
            message.Write(part, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return message.ToArray();
    }

    [GeneratedRegex("DevTools listening on ws://([^/]+)/")]
    private static partial Regex Listening();
}
