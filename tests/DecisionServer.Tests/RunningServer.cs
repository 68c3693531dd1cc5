using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DeepQ.Decisions;
using DeepQ.Decisions.Storage;
using DeepQ.Onnx.Policies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DecisionServer.Tests;

/// <summary>The server on a free port of this machine, with an empty log and no version: two values to coffee or tea.</summary>
public sealed class RunningServer : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("deepq-server-").FullName;
    private readonly WebApplication _application;

    public RunningServer()
        : this([])
    {
    }

    internal RunningServer(params string[] more)
    {
        _application = Server.Build(
        [
            "--log", Path.Combine(_folder, "decisions.db"), "--registry", Path.Combine(_folder, "policies"), "--state-size", "2",
            "--actions", "coffee,tea", "--urls=http://127.0.0.1:0", "--Server:MaxBodyBytes=4096", "--Server:RewardWait=00:00:02",
            "--Server:ActivationWait=00:00:02", "--Server:Epsilon=0", "--Logging:LogLevel:Default=None", .. more,
        ]);
        _application.StartAsync().GetAwaiter().GetResult();
        Client = new HttpClient { BaseAddress = new Uri(_application.Urls.First()) };
    }

    public HttpClient Client { get; }

    internal PolicyRegistry Registry => _application.Services.GetRequiredService<PolicyRegistry>();

    internal IDecisionStore Store => _application.Services.GetRequiredService<IDecisionStore>();

    internal DecisionService Service => _application.Services.GetRequiredService<DecisionService>();

    /// <summary>A policy that always takes an action.</summary>
    public static byte[] Model(int action, float value = 1) => PolicyGraph.ToBytes(
        [new LinearLayer(new float[4], new float[] { action == 0 ? value : 0, action == 1 ? value : 0 })],
        new PolicyMetadata { ObservationShape = [2], ActionNames = ["coffee", "tea"], Gamma = 0, Algorithm = "by hand" });

    /// <summary>Sends JSON, and gives the answer's; undefined where that has no content.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, string? body, int expected, string? key = null)
    {
        using HttpRequestMessage request = new(method, path);
        if (key is not null)
            request.Headers.Add("X-Api-Key", key);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await Client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == (int)response.StatusCode, $"{(int)response.StatusCode}: {text}");
        if (expected >= 400)
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }

    public Task<JsonElement> GetAsync(string path) => Client.GetFromJsonAsync<JsonElement>(path)!;

    public Task<JsonElement> PostAsync(string path, string body, int expected = 200) => SendAsync(HttpMethod.Post, path, body, expected);

    /// <summary>Decides, and gives the id and the name of the action.</summary>
    public async Task<(Guid Id, string Name)> DecideAsync(string body = """{"state": [1, 0]}""")
    {
        JsonElement answer = await PostAsync("/decide", body);
        return (answer.GetProperty("id").GetGuid(), answer.GetProperty("name").GetString()!);
    }

    public void Dispose()
    {
        Client.Dispose();
        _application.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }
}
