using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace PolicyServer.Tests.Acting;

public sealed class ActTests(ServedPolicy server) : IClassFixture<ServedPolicy>
{
    [Fact]
    public async Task Every_state_gets_its_action_its_values_and_the_version()
    {
        JsonElement answer = await ActAsync("""{"states": [[2, 1], [1, 3], [-1, -2]]}""");
        Assert.Equal(server.Policy.Version, answer.GetProperty("version").GetString());
        Assert.Equal(
            [(0, "a", "[2,1,0]"), (1, "b", "[1,3,0]"), (2, "c", "[-1,-2,0]")],
            answer.GetProperty("decisions").EnumerateArray().Select(Decision));
    }

    [Fact]
    public async Task An_illegal_action_is_not_chosen_but_valued()
    {
        JsonElement answer = await ActAsync(
            """{"states": [[2, 1], [2, 1]], "legal": [[false, true, true], [false, false, true]]}""");
        Assert.Equal(
            [(1, "b", "[2,1,0]"), (2, "c", "[2,1,0]")],
            answer.GetProperty("decisions").EnumerateArray().Select(Decision));
    }

    [Fact]
    public async Task Micro_batches_answer_the_same()
    {
        using ServedPolicy batching = new(microBatch: true);
        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(1, 50).Select(i =>
            batching.Client.PostAsJsonAsync("/v1/act", new { states = new[] { new[] { i, 0 } } })));
        for (int i = 1; i <= responses.Length; i++)
        {
            Assert.Equal(HttpStatusCode.OK, responses[i - 1].StatusCode);
            JsonElement answer = await responses[i - 1].Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((0, "a", $"[{i},0,0]"), Decision(answer.GetProperty("decisions")[0]));
        }
    }

    private async Task<JsonElement> ActAsync(string body)
    {
        using StringContent content = new(body, null, "application/json");
        using HttpResponseMessage response = await server.Client.PostAsync("/v1/act", content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static (int, string?, string) Decision(JsonElement decision) => (
        decision.GetProperty("action").GetInt32(),
        decision.GetProperty("name").GetString(),
        decision.GetProperty("qValues").GetRawText());
}
