using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DeepQ.Decisions.Tests;
using DeepQ.Tool.Tests.Support;

namespace DeepQ.Tool.Tests.Commands;

public sealed class ServeCommandTests
{
    [Trait("Category", "Slow")]
    [Fact]
    public async Task It_answers_until_it_is_stopped()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource stop = new();
        using Lines output = new();
        using StringWriter errors = new();
        Task<int> running = DeepQCommand.RunAsync(
            ["serve", TestPolicy.In(folder), "--urls", "http://127.0.0.1:0"], output, errors, cancellationToken: stop.Token);
        string line = await output.First.WaitAsync(TimeSpan.FromSeconds(30));
        using HttpClient client = new() { BaseAddress = new Uri(line.Split(' ', ';')[2]) };

        Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health", UriKind.Relative)));
        JsonElement answer = await (await Ask(client, new { states = new[] { new[] { 1, 0 }, [1, 0] }, masks = new[] { new[] { true, true }, [true, false] } }))
            .Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("right", answer.GetProperty("actions")[0].GetProperty("name").GetString());
        Assert.Equal(0, answer.GetProperty("actions")[1].GetProperty("action").GetInt32());
        Assert.Equal(3, answer.GetProperty("actions")[0].GetProperty("qValues").GetProperty("right").GetDouble());
        Assert.Equal(HttpStatusCode.BadRequest, (await Ask(client, new { states = new[] { new[] { 1 } } })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Ask(client, new { })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Ask(client, new { states = new[] { new[] { 1, 2 } }, masks = new[] { new[] { false, false } } })).StatusCode);

        await stop.CancelAsync();
        Assert.Equal(0, await running.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Empty($"{errors}");
    }

    private static Task<HttpResponseMessage> Ask<T>(HttpClient client, T body) =>
        client.PostAsJsonAsync(new Uri("/act", UriKind.Relative), body);

    private sealed class Lines : StringWriter
    {
        private readonly TaskCompletionSource<string> _first = new();

        public Task<string> First => _first.Task;

        public override Task WriteLineAsync(string? value)
        {
            _first.TrySetResult(value!);
            return Task.CompletedTask;
        }
    }
}
