using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DeepQ.Onnx.Graphs;

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

    [Fact]
    public async Task A_state_may_be_a_row()
    {
        JsonElement answer = await ActAsync("""{"rows": [{"State": [2, 1]}]}""");
        Assert.Equal((0, "a", "[2,1,0]"), Decision(answer.GetProperty("decisions")[0]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_policy_of_columns_takes_rows(bool microBatch)
    {
        using ServedPolicy columns = new(microBatch, ColumnsModel());
        JsonElement policy = await columns.Client.GetFromJsonAsync<JsonElement>("/v1/policy");
        Assert.Equal(0, policy.GetProperty("observationSize").GetInt32());
        Assert.Equal(["Age", "Score"], policy.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("name").GetString()));

        using HttpResponseMessage response = await columns.Client.PostAsJsonAsync(
            "/v1/act", new { rows = new[] { new { Age = 3, Score = 4.5 } } }, JsonSerializerOptions.Default);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((1, "1", "[3,4.5]"), Decision(answer.GetProperty("decisions")[0]));

        using HttpResponseMessage refused = await columns.Client.PostAsJsonAsync("/v1/act", new { states = new[] { new[] { 1 } } });
        JsonElement problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            "The policy takes rows, objects with Age: Int64, Score: Float32; send rows.",
            problem.GetProperty("errors").GetProperty("states")[0].GetString());
    }

    private static byte[] ColumnsModel()
    {
        OnnxGraph graph = new("columns");
        graph.AddInput("Age", OnnxElementType.Int64, "batch", 1);
        graph.AddInput("Score", OnnxElementType.Float32, "batch", 1);
        graph.AddNode("Cast", ["Age"], ["age.float"], OnnxAttribute.Int("to", 1));
        graph.AddNode("Concat", ["age.float", "Score"], ["QValues"], OnnxAttribute.Int("axis", 1));
        graph.AddOutput("QValues", OnnxElementType.Float32, "batch", 2);
        return graph.ToBytes();
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
