using System.Text.Json;
using DeepQ.Decisions.Events;

namespace DecisionServer.Tests.Deciding;

public sealed class DecideTests : IDisposable
{
    private readonly RunningServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Without_a_policy_the_baseline_decides_and_all_that_comes_is_in_the_log()
    {
        JsonElement answer = await _server.PostAsync("/decide", """
            {"state": [1, 0.5], "episodeId": "Ann", "subjectId": "42", "step": 7, "waitsForActivation": true}
            """);
        Assert.Equal("coffee", answer.GetProperty("name").GetString());
        Assert.Equal(("baseline", 1.0), (answer.GetProperty("version").GetString(), answer.GetProperty("probability").GetDouble()));
        string id = answer.GetProperty("id").GetString()!;
        await _server.PostAsync("/activations", $$"""{"decisionId": "{{id}}"}""", 204);
        await _server.PostAsync("/rewards", $$"""{"decisionId": "{{id}}", "value": 2.5, "key": "sale"}""", 204);
        await _server.PostAsync("/episodes/Ann/end", """{"isTruncated": true}""", 204);

        DecisionEvent[] events = await EventsAsync();
        Decision decision = Assert.IsType<Decision>(events[1]);
        Assert.Equal([1, 0.5f], decision.State.ToArray());
        Assert.Equal(("Ann", "42", 7, true), (decision.EpisodeId, decision.SubjectId, decision.Step, decision.WaitsForActivation));
        Assert.Equal(id, $"{Assert.IsType<Activation>(events[2]).DecisionId}");
        Reward reward = Assert.IsType<Reward>(events[3]);
        Assert.Equal((id, 2.5, "sale"), ($"{reward.DecisionId}", reward.Value, reward.Key));
        Assert.Equal(("Ann", true), (((EpisodeEnd)events[4]).EpisodeId, ((EpisodeEnd)events[4]).IsTruncated));
    }

    [Fact]
    public async Task A_caller_may_have_an_action_of_its_own_and_a_mask_holds_for_the_baseline()
    {
        Assert.Equal("tea", (await _server.DecideAsync("""{"state": [1, 0], "ownAction": "tea", "ownProbability": 0.3}""")).Name);
        Assert.Equal("tea", (await _server.DecideAsync("""{"state": [1, 0], "allowed": [false, true]}""")).Name);
        DecisionEvent[] events = await EventsAsync();
        Assert.Equal(("caller", 0.3), (((Decision)events[1]).Version, ((Decision)events[1]).Probability));
        Assert.Equal("baseline", ((Decision)events[2]).Version);
    }

    [Theory]
    [InlineData("/decide", "no JSON", "The body cannot be read at $,")]
    [InlineData("/decide", "", "The body is no JSON.")]
    [InlineData("/decide", "{}", "The body lacks 'state'.")]
    [InlineData("/decide", """{"state": null}""", "The body cannot be read at $.state,")]
    [InlineData("/decide", """{"state": [1, "2"]}""", "The body cannot be read at $.state[1],")]
    [InlineData("/decide", """{"state": [1, 0], "candidates": []}""", "The body has 'candidates', which is none of its fields.")]
    [InlineData("/rewards", "{}", "The body lacks 'decisionId', 'value'.")]
    [InlineData("/rewards", """{"decisionId": "me", "value": 1}""", "The body cannot be read at $.decisionId,")]
    [InlineData("/activations", "{}", "The body lacks 'decisionId'.")]
    [InlineData("/rollback", "{}", "The body lacks 'why'.")]
    public async Task What_is_no_request_is_answered_with_the_place(string path, string body, string detail)
    {
        JsonElement problem = await _server.PostAsync(path, body, 400);
        Assert.StartsWith(detail, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData("/decide", """{"state": [1]}""", "state", "It has 1 values; it must have 2.")]
    [InlineData("/decide", """{"state": [1, 1e999]}""", "state", "The value at position 1 is beyond ±1E+30.")]
    [InlineData("/decide", """{"state": [1, 2e30]}""", "state", "The value at position 1 is beyond ±1E+30.")]
    [InlineData("/decide", """{"state": [1, 2], "allowed": [true]}""", "allowed", "It has 1 values; there are 2 actions.")]
    [InlineData("/decide", """{"state": [1, 2], "allowed": [false, false]}""", "allowed", "No action is allowed; at least one must be.")]
    [InlineData("/decide", """{"state": [1, 2], "episodeId": ""}""", "episodeId", "It has 0 characters; it may have 1 to 256.")]
    [InlineData("/decide", """{"state": [1, 2], "subjectId": "a\u0000"}""", "subjectId", "It has a NUL, which no log keeps.")]
    [InlineData("/decide", """{"state": [1, 2], "ownAction": "milk"}""", "ownAction", "It must be one of coffee, tea.")]
    [InlineData("/decide", """{"state": [1, 2], "ownAction": "tea", "allowed": [true, false]}""", "ownAction", "It is not allowed.")]
    [InlineData("/decide", """{"state": [1, 2], "ownProbability": 0.5}""", "ownProbability", "There is no ownAction that it would be of.")]
    [InlineData("/decide", """{"state": [1, 2], "ownAction": "tea", "ownProbability": 1.5}""", "ownProbability", "It is 1.5; it must be above 0 and at most 1.")]
    [InlineData("/rewards", """{"decisionId": "01a22a81-365d-75ce-a51f-db4055de3b67", "value": 1e999}""", "value", "It is beyond ±1E+30.")]
    [InlineData("/rewards", """{"decisionId": "01a22a81-365d-75ce-a51f-db4055de3b67", "value": -2e30}""", "value", "It is beyond ±1E+30.")]
    [InlineData("/rewards", """{"decisionId": "01a22a81-365d-75ce-a51f-db4055de3b67", "value": 1, "key": "\u0000"}""", "key", "It has a NUL, which no log keeps.")]
    public async Task What_cannot_be_taken_is_answered_with_the_field(string path, string body, string field, string error)
    {
        JsonElement problem = await _server.PostAsync(path, body, 400);
        Assert.Equal(error, problem.GetProperty("errors").GetProperty(field)[0].GetString());
    }

    [Fact]
    public async Task The_id_of_an_episode_is_no_longer_than_a_log_keeps()
    {
        JsonElement problem = await _server.PostAsync($"/episodes/{new string('a', 257)}/end", "{}", 400);
        Assert.Equal("It has 257 characters; it may have 1 to 256.", problem.GetProperty("errors").GetProperty("id")[0].GetString());
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_with_the_limit()
    {
        JsonElement problem = await _server.PostAsync("/decide", $$"""{"state": [1, 2], "episodeId": "{{new string('a', 5000)}}"}""", 413);
        Assert.Equal("The request is larger than 4096 bytes, the most that it may have here.", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task What_is_no_JSON_by_its_header_is_refused()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/decide") { Content = new StringContent("{}") };
        using HttpResponseMessage response = await _server.Client.SendAsync(request);
        Assert.Equal(415, (int)response.StatusCode);
    }

    private async Task<DecisionEvent[]> EventsAsync()
    {
        await _server.Service.FlushAsync();
        return await _server.Store.ReadAsync().Select(each => each.Event).ToArrayAsync();
    }
}
