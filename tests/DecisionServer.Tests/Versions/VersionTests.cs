using System.Text.Json;
using DeepQ.Decisions;

namespace DecisionServer.Tests.Versions;

public sealed class VersionTests : IDisposable
{
    private const string Why = """{"why": "a test"}""";

    private readonly RunningServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_version_is_added_tried_promoted_and_rolled_back()
    {
        JsonElement empty = await _server.GetAsync("/versions");
        Assert.Equal(JsonValueKind.Null, empty.GetProperty("inUse").ValueKind);
        Assert.Equal(0, empty.GetProperty("versions").GetArrayLength());

        string first = await AddAsync(1, "first");
        await SwitchAsync("online");
        Assert.Equal("coffee", (await _server.DecideAsync()).Name);

        await _server.PostAsync($"/versions/{first}/promote", Why);
        Assert.Equal("tea", (await _server.DecideAsync()).Name);

        string second = await AddAsync(0, "second");
        JsonElement tried = await _server.PostAsync($"/versions/{second}/try", Why);
        Assert.Equal((first, second), (tried.GetProperty("inUse").GetString(), tried.GetProperty("candidate").GetString()));
        JsonElement promoted = await _server.PostAsync($"/versions/{second}/promote", Why);
        Assert.Equal((second, first), (promoted.GetProperty("inUse").GetString(), promoted.GetProperty("before").GetString()));
        Assert.Equal("coffee", (await _server.DecideAsync()).Name);

        JsonElement back = await _server.PostAsync("/rollback", """{"why": "complaints"}""");
        Assert.Equal(first, back.GetProperty("inUse").GetString());
        Assert.Equal("tea", (await _server.DecideAsync()).Name);
        JsonElement last = back.GetProperty("history")[0];
        Assert.Equal(("rolledBack", "complaints"), (last.GetProperty("action").GetString(), last.GetProperty("why").GetString()));
        Assert.Equal([second, first], back.GetProperty("versions").EnumerateArray().Select(each => each.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Automatic_changes_are_held_and_released()
    {
        await _server.PostAsync("/release", Why, 409);
        JsonElement held = await _server.PostAsync("/hold", """{"why": "complaints"}""");
        Assert.Equal("complaints", held.GetProperty("held").GetProperty("why").GetString());
        Assert.Equal("complaints", _server.Registry.Held!.Why);
        JsonElement released = await _server.PostAsync("/release", Why);
        Assert.Equal(JsonValueKind.Null, released.GetProperty("held").ValueKind);
    }

    [Fact]
    public async Task A_version_has_its_card()
    {
        string name = await AddAsync(1, "first");
        JsonElement version = await _server.GetAsync($"/versions/{name}");
        Assert.Equal(1, version.GetProperty("card").GetProperty("estimate").GetInt32());
        Assert.Equal("# first", version.GetProperty("markdown").GetString());
        Assert.StartsWith(name[^8..], version.GetProperty("sha256").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("promote")]
    [InlineData("try")]
    [InlineData("refuse")]
    public async Task A_version_that_there_is_not_is_told_with_those_that_there_are(string verb)
    {
        string name = await AddAsync(1, "first");
        JsonElement problem = await _server.PostAsync($"/versions/0009-12345678/{verb}", Why, 404);
        Assert.Equal($"There is no version '0009-12345678'; there are: {name}.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task What_cannot_be_done_is_a_conflict_in_words()
    {
        JsonElement none = await _server.PostAsync("/rollback", Why, 409);
        Assert.Equal("No version is in use, so there is none before it.", none.GetProperty("detail").GetString());
        string name = await AddAsync(1, "first");
        await _server.PostAsync($"/versions/{name}/promote", Why);
        JsonElement again = await _server.PostAsync($"/versions/{name}/promote", Why, 409);
        Assert.Contains("is in use already", again.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await _server.SendAsync(HttpMethod.Get, "/versions/none", null, 404);
    }

    [Theory]
    [InlineData("/rollback", """{"why": " "}""", "why", "It is empty; the history is to say why.")]
    [InlineData("/versions", """{"model": "AAAA", "why": "a test"}""", "model", "")]
    public async Task What_is_wrong_is_told_by_the_field(string path, string body, string field, string error)
    {
        JsonElement problem = await _server.PostAsync(path, body, 400);
        Assert.StartsWith(error, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
        Assert.Empty(_server.Registry.Versions);
    }

    [Fact]
    public async Task A_model_may_be_larger_than_other_requests()
    {
        string card = $$"""{"text": "{{new string('a', 10_000)}}"}""";
        string model = Convert.ToBase64String(RunningServer.Model(0));
        await _server.PostAsync("/versions", $$"""{"model": "{{model}}", "why": "a test", "card": {{card}}}""");
        Assert.Single(_server.Registry.Versions);
    }

    [Fact]
    public async Task Settings_are_given_and_changed()
    {
        JsonElement start = await _server.GetAsync("/settings");
        Assert.Equal("""{"mode":"loggingOnly","exploration":{"kind":"epsilonGreedy","value":0},"baselineEpsilon":0,"canaryShare":0.1}""", start.GetRawText());
        JsonElement changed = await _server.SendAsync(
            HttpMethod.Put, "/settings", """{"mode": "canary", "exploration": {"kind": "softmax", "value": 0.5}, "baselineEpsilon": 0.2, "canaryShare": 0.3}""", 200);
        Assert.Equal("""{"mode":"canary","exploration":{"kind":"softmax","value":0.5},"baselineEpsilon":0.2,"canaryShare":0.3}""", changed.GetRawText());
        DecisionSettings now = _server.Service.Settings;
        Assert.Equal(("Canary", "softmax, temperature 0.5", 0.2, 0.3), ($"{now.Mode}", $"{now.Exploration}", now.BaselineEpsilon, now.CanaryShare));
    }

    [Theory]
    [InlineData("online", "epsilonGreedy", ", \"value\": 2", "0.1", "exploration.value", "ε is 2; it must be from 0 to 1.")]
    [InlineData("online", "epsilonGreedy", "", "0.1", "exploration.value", "There is no value: epsilonGreedy takes ε, and softmax the temperature.")]
    [InlineData("online", "softmax", ", \"value\": 0", "0.1", "exploration.value", "The temperature is 0; it must be above 0 and finite.")]
    [InlineData("online", "greedy", ", \"value\": 0.1", "0.1", "exploration.value", "greedy has no value; leave it out.")]
    [InlineData("online", "greedy", "", "1.5", "canaryShare", "It is 1.5; it must be from 0 to 1.")]
    public async Task Settings_that_there_are_not_are_told_by_the_field(
        string mode, string kind, string value, string share, string field, string error)
    {
        JsonElement problem = await _server.SendAsync(
            HttpMethod.Put, "/settings", $$"""{"mode": "{{mode}}", "exploration": {"kind": "{{kind}}"{{value}}}, "canaryShare": {{share}}}""", 400);
        Assert.Equal(error, problem.GetProperty("errors").GetProperty(field)[0].GetString());
    }

    [Theory]
    [InlineData("\"fast\"")]
    [InlineData("4")]
    public async Task A_mode_that_there_is_not_is_told_with_its_place(string mode)
    {
        JsonElement problem = await _server.SendAsync(
            HttpMethod.Put, "/settings", $$"""{"mode": {{mode}}, "exploration": {"kind": "greedy"}, "canaryShare": 0.1}""", 400);
        Assert.StartsWith("The body cannot be read at $.mode,", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private Task<JsonElement> SwitchAsync(string mode) => _server.SendAsync(
        HttpMethod.Put, "/settings", $$"""{"mode": "{{mode}}", "exploration": {"kind": "greedy"}, "canaryShare": 0.1}""", 200);

    private async Task<string> AddAsync(int action, string what)
    {
        string model = Convert.ToBase64String(RunningServer.Model(action));
        JsonElement versions = await _server.PostAsync(
            "/versions", $$"""{"model": "{{model}}", "why": "a test", "card": {"estimate": 1}, "markdown": "# {{what}}"}""");
        return versions.GetProperty("versions")[0].GetProperty("name").GetString()!;
    }
}
