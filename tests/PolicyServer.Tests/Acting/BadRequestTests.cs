using System.Net.Http.Json;
using System.Text.Json;

namespace PolicyServer.Tests.Acting;

/// <summary>Whatever is wrong is answered with problem details that name it, and the server goes on.</summary>
public sealed class BadRequestTests(ServedPolicy server) : IClassFixture<ServedPolicy>
{
    [Theory]
    [InlineData("", "The body is no JSON")]
    [InlineData("no JSON", "The body cannot be read at $,")]
    [InlineData("[]", "The body cannot be read at $,")]
    [InlineData("""{"states": [[1, 2], [3, NaN]]}""", "The body cannot be read at $.states[1][1],")]
    [InlineData("""{"states": [["NaN", 2]]}""", "The body cannot be read at $.states[0][0],")]
    [InlineData("""{"states": [["1", 2]]}""", "The body cannot be read at $.states[0][0],")]
    [InlineData("""{"states": [[1, 2]""", "The body cannot be read at $.states[1],")]
    [InlineData("""{"states": [[[[[[[[[[[[1]]]]]]]]]]]]}""", "The body cannot be read at $.states[0][0],")]
    public async Task What_is_no_request_is_answered_with_the_place(string body, string detail)
    {
        JsonElement problem = await PostAsync(body, 400);
        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "states", "There is no state; send one or more.")]
    [InlineData("""{"states": null}""", "states", "There is no state; send one or more.")]
    [InlineData("""{"states": []}""", "states", "There is no state; send one or more.")]
    [InlineData("""{"rows": []}""", "rows", "There is no row; send one or more.")]
    [InlineData("""{"rows": [{"State": [1, 2]}], "states": [[1, 2]]}""", "rows", "There are states and rows; send the ones or the others.")]
    [InlineData("""{"rows": [{"State": [1, 2]}, {"State": 1}]}""", "rows[1].State", "It is 1; it must be Float32 × 2.")]
    [InlineData("""{"rows": [null]}""", "rows[0].State", "It is missing. The policy takes State: Float32 × 2.")]
    [InlineData("""{"rows": [{"State": [1, 1e999]}]}""", "rows[0].State", "It has 1e999 at position 1; it must be Float32 × 2.")]
    [InlineData(
        """{"rows": [{"\ud800": 1}]}""", "rows[0].State", "It cannot be read: its row has text that is not valid Unicode.")]
    [InlineData("""{"states": [null]}""", "states[0]", "The state is null.")]
    [InlineData("""{"states": [[1, 2], [1]]}""", "states[1]", "The state has 1 values; the policy observes 2.")]
    [InlineData("""{"states": [[1, 1e999]]}""", "states[0]", "The value at position 1 is beyond ±3.4E+38.")]
    [InlineData(
        """{"states": [[1, 2]], "legal": []}""", "legal", "There are 0 masks for 1 states; send one for each, or none.")]
    [InlineData("""{"states": [[1, 2]], "legal": [null]}""", "legal[0]", "The mask is null.")]
    [InlineData(
        """{"states": [[1, 2]], "legal": [[true]]}""", "legal[0]", "The mask has 1 values; the policy has 3 actions.")]
    [InlineData(
        """{"states": [[1, 2]], "legal": [[false, false, false]]}""",
        "legal[0]",
        "No action is legal; at least one must be.")]
    public async Task What_the_policy_cannot_act_on_is_answered_with_the_error(string body, string path, string error)
    {
        JsonElement problem = await PostAsync(body, 400);
        Assert.Equal(error, problem.GetProperty("errors").GetProperty(path)[0].GetString());
    }

    [Theory]
    [InlineData(false, "[[1, 2], [3e38, 3e38]]", 1)]
    [InlineData(false, "[[3e38, 0]]", 0)]
    [InlineData(true, "[[3e38, 0]]", 0)]
    public async Task States_that_the_policy_cannot_score_are_answered_with_the_error(bool microBatch, string states, int bad)
    {
        using ServedPolicy large = new(microBatch);
        large.Put(4);
        large.Policy.Reload();
        using StringContent content = new($$"""{"states": {{states}}}""", null, "application/json");

        using HttpResponseMessage response = await large.Client.PostAsync("/v1/act", content);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            "Its Q-value for action 0 is Infinity: the values are beyond what the policy can score.",
            problem.GetProperty("errors").GetProperty($"states[{bad}]")[0].GetString());
    }

    [Fact]
    public async Task More_states_than_allowed_are_refused()
    {
        JsonElement problem = await PostAsync(Repeated("[1,2]", 101), 400);
        Assert.Equal(
            "There are 101 states; a request may hold 100. Send several requests.",
            problem.GetProperty("errors").GetProperty("states")[0].GetString());
    }

    [Fact]
    public async Task Of_many_errors_the_first_ten_are_told()
    {
        JsonElement problem = await PostAsync(Repeated("[]", 100), 400);
        Assert.Equal(10, problem.GetProperty("errors").EnumerateObject().Count());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        JsonElement problem = await PostAsync(new string(' ', 65_537), 413);
        Assert.StartsWith(
            "The request is larger than 65536 bytes.",
            problem.GetProperty("detail").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_JSON_by_its_type_is_refused()
    {
        using StringContent text = new("""{"states": [[1, 2]]}""");
        using HttpResponseMessage response = await server.Client.PostAsync("/v1/act", text);
        JsonElement problem = await ReadProblemAsync(response, 415);
        Assert.StartsWith("Send JSON", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v2/act", 404, "There is nothing here.")]
    [InlineData("/v1/act", 405, "This address takes POST, not GET.")]
    public async Task A_wrong_address_or_method_is_answered_with_the_right_one(string path, int status, string detail)
    {
        using HttpResponseMessage response = await server.Client.GetAsync(new Uri(path, UriKind.Relative));
        JsonElement problem = await ReadProblemAsync(response, status);
        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static string Repeated(string state, int count) =>
        $$"""{"states": [{{string.Join(',', Enumerable.Repeat(state, count))}}]}""";

    private async Task<JsonElement> PostAsync(string body, int status)
    {
        using StringContent content = new(body, null, "application/json");
        using HttpResponseMessage response = await server.Client.PostAsync("/v1/act", content);
        return await ReadProblemAsync(response, status);
    }

    private static async Task<JsonElement> ReadProblemAsync(HttpResponseMessage response, int status)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        JsonElement problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        return problem;
    }
}
