using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;

namespace PolicyServer.Tests;

public sealed class ServerTests(ServedPolicy server) : IClassFixture<ServedPolicy>
{
    [Fact]
    public async Task The_policy_is_described()
    {
        JsonElement policy = await server.Client.GetFromJsonAsync<JsonElement>("/v1/policy");
        Assert.Equal(server.Policy.Version, policy.GetProperty("version").GetString());
        Assert.Equal("""["a","b","c"]""", policy.GetProperty("actionNames").GetRawText());
        Assert.Equal(2, policy.GetProperty("observationSize").GetInt32());
        Assert.Equal(0.5, policy.GetProperty("gamma").GetDouble());
        Assert.Equal(
            (100, 65_536), (policy.GetProperty("maxStates").GetInt32(), policy.GetProperty("maxBodyBytes").GetInt32()));
        Assert.Equal(JsonValueKind.Null, policy.GetProperty("refusal").ValueKind);
    }

    [Fact]
    public async Task A_policy_that_acts_is_healthy()
    {
        JsonElement health = await server.Client.GetFromJsonAsync<JsonElement>("/health");
        Assert.Equal("Healthy", health.GetProperty("status").GetString());
        Assert.Equal(server.Policy.Version, health.GetProperty("policy").GetProperty("version").GetString());
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_requests_answers_and_errors()
    {
        JsonElement document = await server.Client.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        JsonElement act = document.GetProperty("paths").GetProperty("/v1/act").GetProperty("post");
        Assert.Equal(
            ["200", "400", "413", "415"],
            act.GetProperty("responses").EnumerateObject().Select(response => response.Name));
        JsonElement states = document.GetProperty("components").GetProperty("schemas").GetProperty("ActRequest")
            .GetProperty("properties").GetProperty("states");
        Assert.Equal("number", states.GetProperty("items").GetProperty("items").GetProperty("type").GetString());
        Assert.StartsWith("The states:", states.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unless_told_it_serves_the_policy_that_lies_beside_it()
    {
        await using WebApplication application =
            Server.Build(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);
        await application.StartAsync();
        using HttpClient client = new() { BaseAddress = new Uri(application.Urls.First()) };
        JsonElement policy = await client.GetFromJsonAsync<JsonElement>("/v1/policy");
        Assert.Equal("""["left","right"]""", policy.GetProperty("actionNames").GetRawText());
        Assert.Equal("CartPole-v1", policy.GetProperty("training").GetProperty("environment").GetString());
    }

    [Fact]
    public void What_only_acts_brings_no_torch_and_no_trainer()
    {
        string[] files =
            [.. new DirectoryInfo(AppContext.BaseDirectory).EnumerateFiles().Select(file => file.Name)];
        Assert.Contains("DeepQ.Serving.dll", files);
        Assert.DoesNotContain(files, file => file.Contains("torch", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("DeepQ.Learning.dll", files);
    }

    [Theory]
    [InlineData("--policy must name an ONNX file.", "--policy=")]
    [InlineData("Server:MaxStates must be from 1 to 1,000,000.", "--policy", "x", "--Server:MaxStates=0")]
    [InlineData("Server:MaxBodyBytes must be from 1,024 to 1,073,741,824.", "--policy", "x", "--Server:MaxBodyBytes=9")]
    [InlineData("Server:GpuDeviceId must be 0 or above; leave it out for the CPU.", "--policy", "x", "--gpu", "-1")]
    public void Impossible_settings_are_explained(string explanation, params string[] args)
    {
        OptionsValidationException error = Assert.Throws<OptionsValidationException>(() => Server.Build(args));
        Assert.Equal(explanation, Server.Explain(error));
    }

    [Fact]
    public async Task Another_host_is_refused_and_every_answer_says_that_it_is_what_it_says()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/health");
        request.Headers.Host = "evil.example";
        using HttpResponseMessage refused = await server.Client.SendAsync(request);
        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Equal(["nosniff"], refused.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Contains("AllowedHosts", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        using HttpResponseMessage health = await server.Client.GetAsync("/health");
        Assert.Equal(["nosniff"], health.Headers.GetValues("X-Content-Type-Options"));

        using StringContent torn = new("{", null, "application/json");
        using HttpResponseMessage error = await server.Client.PostAsync("/v1/act", torn);
        Assert.Equal(400, (int)error.StatusCode);
        Assert.Equal(["nosniff"], error.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task An_encoding_that_there_is_not_is_refused()
    {
        using ByteArrayContent content = new("""{"states": [[1, 2]]}"""u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=bogus");

        using HttpResponseMessage response = await server.Client.PostAsync("/v1/act", content);

        Assert.Equal(415, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Neither_health_nor_description_tells_where_the_file_is()
    {
        using ServedPolicy own = new();
        File.Delete(own.PolicyPath);
        own.Policy.Reload();

        string told = await own.Client.GetStringAsync("/health") + await own.Client.GetStringAsync("/v1/policy");

        Assert.Contains("The file does not exist.", told, StringComparison.Ordinal);
        Assert.DoesNotContain("policy.onnx", told, StringComparison.Ordinal);
    }
}
