using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace PolicyServer.Tests.Acting;

public sealed class SwapTests
{
    private const int Clients = 8;
    private const int Swaps = 10;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task While_the_file_is_swapped_no_request_fails_and_every_answer_is_one_versions(bool microBatch)
    {
        using ServedPolicy server = new(microBatch);
        ConcurrentDictionary<string, string> factors = [];
        factors[server.Policy.Version] = "1";
        using CancellationTokenSource swapped = new();
        Task<List<(string Version, string Factor)>>[] clients =
            [.. Enumerable.Range(0, Clients).Select(_ => Task.Run(() => AskAsync(server.Client, swapped.Token)))];

        for (int factor = 2; factor <= Swaps + 1; factor++)
        {
            server.Put(factor);
            server.Policy.Reload();
            factors[server.Policy.Version] = factor.ToString(CultureInfo.InvariantCulture);
            // The next swap comes when this version has answered.
            await server.Client.PostAsJsonAsync("/v1/act", new { states = new[] { new[] { 1, 0 } } });
        }

        await swapped.CancelAsync();
        List<(string Version, string Factor)> answers = [.. (await Task.WhenAll(clients)).SelectMany(answer => answer)];
        Assert.Equal(Swaps + 1, factors.Count);
        Assert.All(answers, answer => Assert.Equal(factors[answer.Version], answer.Factor));
        Assert.True(answers.Count >= Clients, $"Only {answers.Count} requests were answered.");
    }

    [Fact]
    public async Task A_bad_file_changes_no_answer_and_is_told_by_health_and_description()
    {
        using ServedPolicy server = new();
        string version = server.Policy.Version;
        server.Put(null);
        server.Policy.Reload();

        (string Version, string Factor) answer = await AskOnceAsync(server.Client);
        JsonElement policy = await server.Client.GetFromJsonAsync<JsonElement>("/v1/policy");
        JsonElement health = await server.Client.GetFromJsonAsync<JsonElement>("/health");
        Assert.Equal((version, "1"), answer);
        Assert.Contains("not an ONNX model", policy.GetProperty("refusal").GetString(), StringComparison.Ordinal);
        Assert.Equal("Degraded", health.GetProperty("status").GetString());
    }

    private static async Task<List<(string, string)>> AskAsync(HttpClient client, CancellationToken swapped)
    {
        List<(string, string)> answers = [];
        do
            answers.Add(await AskOnceAsync(client));
        while (!swapped.IsCancellationRequested);
        return answers;
    }

    // In state (1, 0) the value of action a is the factor of the version that answers.
    private static async Task<(string Version, string Factor)> AskOnceAsync(HttpClient client)
    {
        using HttpResponseMessage response =
            await client.PostAsJsonAsync("/v1/act", new { states = new[] { new[] { 1, 0 } } });
        response.EnsureSuccessStatusCode();
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (
            answer.GetProperty("version").GetString()!,
            answer.GetProperty("decisions")[0].GetProperty("qValues")[0].GetRawText());
    }
}
