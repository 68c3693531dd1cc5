using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace DecisionServer.Tests;

public sealed class ServerTests
{
    [Fact]
    public async Task A_key_opens_deciding_and_the_other_one_everything()
    {
        using RunningServer server = new("--Server:Key=shop", "--Server:AdminKey=office");
        const string Body = """{"state": [1, 0]}""";
        JsonElement problem = await server.PostAsync("/decide", Body, 401);
        Assert.StartsWith("Send the key in the header X-Api-Key", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await server.SendAsync(HttpMethod.Post, "/decide", Body, 401, "shops");
        await server.SendAsync(HttpMethod.Post, "/decide", Body, 200, "shop");
        await server.SendAsync(HttpMethod.Post, "/decide", Body, 200, "office");
        foreach (string path in (string[])["/versions", "/settings", "/summary", "/doctor"])
        {
            await server.SendAsync(HttpMethod.Get, path, null, 401);
            await server.SendAsync(HttpMethod.Get, path, null, 401, "shop");
            await server.SendAsync(HttpMethod.Get, path, null, 200, "office");
        }

        await server.SendAsync(HttpMethod.Post, "/rollback", """{"why": "x"}""", 401, "shop");
        await server.SendAsync(HttpMethod.Post, "/rollback", """{"why": "x"}""", 409, "office");
        await server.SendAsync(HttpMethod.Get, "/health", null, 200);
        await server.SendAsync(HttpMethod.Get, "/openapi/v1.json", null, 200);
    }

    [Fact]
    public async Task One_key_opens_everything()
    {
        using RunningServer server = new("--Server:Key=shop");
        await server.SendAsync(HttpMethod.Get, "/versions", null, 401);
        await server.SendAsync(HttpMethod.Get, "/versions", null, 200, "shop");
    }

    [Fact]
    public async Task Bad_bodies_are_not_looked_at_without_a_key()
    {
        using RunningServer server = new("--Server:Key=shop");
        await server.PostAsync("/decide", "no JSON", 401);
    }

    [Fact]
    public async Task Health_says_how_things_are_and_not_what_was_found()
    {
        using RunningServer server = new();
        JsonElement health = await server.GetAsync("/health");
        Assert.Equal("""{"status":"Healthy","decisions":"Healthy"}""", health.GetRawText());
    }

    // OpenTelemetry counts what any server of the process measures: at least this one.
    [Fact]
    public async Task Prometheus_gets_the_decisions_and_what_they_took()
    {
        using RunningServer server = new();
        await server.PostAsync("/decide", """{"state": [1, 0]}""", 200);
        string metrics = await server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Matches(@"(?m)^deepq_decisions_total\{[^}]*\} [1-9]", metrics);
        Assert.Matches(@"(?m)^deepq_decisions_duration_seconds_bucket\{[^}]*le=""1E-05""\} \d", metrics);
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_each_endpoint()
    {
        using RunningServer server = new();
        JsonElement document = await server.GetAsync("/openapi/v1.json");
        string[] endpoints = [.. document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(verb => $"{verb.Name.ToUpperInvariant()} {path.Name}")).Order(StringComparer.Ordinal)];
        Assert.Equal(
            [
                "GET /doctor", "GET /settings", "GET /summary", "GET /versions", "GET /versions/{name}", "POST /activations", "POST /decide",
                "POST /episodes/{id}/end", "POST /hold", "POST /release", "POST /rewards", "POST /rollback", "POST /versions", "POST /versions/{name}/promote",
                "POST /versions/{name}/refuse", "POST /versions/{name}/try", "PUT /settings",
            ],
            endpoints);
        JsonElement request = document.GetProperty("components").GetProperty("schemas").GetProperty("DecideRequest");
        Assert.Equal("state", Assert.Single(request.GetProperty("required").EnumerateArray()).GetString());
        Assert.StartsWith("The values of the state", request.GetProperty("properties").GetProperty("state").GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task The_OpenAPI_document_says_which_key_an_endpoint_takes()
    {
        using RunningServer server = new("--Server:Key=shop", "--Server:AdminKey=boss");
        JsonElement document = await server.GetAsync("/openapi/v1.json");
        JsonElement schemes = document.GetProperty("components").GetProperty("securitySchemes");
        Assert.Equal(
            ("apiKey", "header", "X-Api-Key"),
            (Text(schemes.GetProperty("key"), "type"), Text(schemes.GetProperty("key"), "in"), Text(schemes.GetProperty("adminKey"), "name")));
        JsonElement paths = document.GetProperty("paths");
        Assert.Equal(["key"], KeysOf(paths.GetProperty("/decide").GetProperty("post")));
        Assert.Equal(["adminKey"], KeysOf(paths.GetProperty("/versions").GetProperty("get")));

        static string Text(JsonElement scheme, string name) => scheme.GetProperty(name).GetString()!;

        static IEnumerable<string> KeysOf(JsonElement operation) =>
            operation.GetProperty("security").EnumerateArray().SelectMany(each => each.EnumerateObject().Select(key => key.Name));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task A_full_log_is_told_and_deciding_goes_on()
    {
        using RunningServer server = new("--Server:MaxLogBytes=131072");
        (Guid id, _) = await server.DecideAsync();
        HttpResponseMessage? answer = null;
        for (int i = 0; i < 3_000 && answer is null or { IsSuccessStatusCode: true }; i++)
        {
            answer?.Dispose();
            answer = await server.Client.PostAsJsonAsync("/rewards", new { decisionId = id, value = 1, key = $"{i}-{new string('x', 200)}" });
        }

        Assert.Equal(507, (int)answer!.StatusCode);
        Assert.Contains("Send it again once there is room.", await answer.Content.ReadAsStringAsync());
        answer.Dispose();
        await server.DecideAsync();
    }

    [Trait("Category", "Slow")]
    [Fact]
    public async Task Another_host_and_an_address_that_there_is_not_are_told()
    {
        using RunningServer server = new();
        using HttpRequestMessage request = new(HttpMethod.Get, "/settings");
        request.Headers.Host = "evil.example";
        using HttpResponseMessage refused = await server.Client.SendAsync(request);
        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Equal(["nosniff"], refused.Headers.GetValues("X-Content-Type-Options"));
        JsonElement nothing = await server.SendAsync(HttpMethod.Get, "/nothing", null, 404);
        Assert.StartsWith("There is nothing here.", nothing.GetProperty("detail").GetString(), StringComparison.Ordinal);
        JsonElement method = await server.SendAsync(HttpMethod.Get, "/decide", null, 405);
        Assert.Equal("This address takes POST, not GET.", method.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("--state-size must be the number of values of a state, from 1 to 100,000; or try --demo.", "--actions", "a,b")]
    [InlineData("--actions must name at least two actions, such as coffee,tea; or try --demo.", "--state-size", "2")]
    [InlineData("--actions must name at least two different actions, such as coffee,tea.", "--state-size", "2", "--actions", "a,a")]
    [InlineData("--baseline must be one of the actions a, b.", "--state-size", "2", "--actions", "a,b", "--baseline", "c")]
    [InlineData("Server:Epsilon must be from 0 to 1.", "--state-size", "2", "--actions", "a,b", "--Server:Epsilon=2")]
    [InlineData("Server:RewardWait must be positive, and at most 366 days.", "--state-size", "2", "--actions", "a,b", "--Server:RewardWait=00:00:00")]
    [InlineData("Server:Key and Server:AdminKey must not be empty; leave them out for none.", "--state-size", "2", "--actions", "a,b", "--Server:Key=")]
    public void Impossible_settings_are_explained(string explanation, params string[] args)
    {
        OptionsValidationException error = Assert.Throws<OptionsValidationException>(() => Server.Build(args));
        Assert.Equal(explanation, Server.Explain(error));
    }

    [Fact]
    public async Task The_baseline_may_be_another_action()
    {
        using RunningServer server = new("--baseline", "tea");
        Assert.Equal("tea", (await server.DecideAsync()).Name);
    }

    [Fact]
    public void Neither_torch_nor_ML_NET_is_there()
    {
        string[] files = [.. new DirectoryInfo(AppContext.BaseDirectory).EnumerateFiles().Select(file => file.Name)];
        Assert.Contains("DeepQ.Decisions.dll", files);
        Assert.DoesNotContain(files, file => file.Contains("torch", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("Microsoft.ML.Core.dll", files);
    }
}
