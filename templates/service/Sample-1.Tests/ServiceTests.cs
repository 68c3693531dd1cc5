using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Sample_1.Tests;

public sealed class ServiceTests(WebApplicationFactory<Program> factory) : IClassFixture<WebApplicationFactory<Program>>
{
    // policy.onnx balances a pole on a cart: position and velocity of the cart, angle and angular velocity of the pole.
    private static readonly float[] LeansRight = [0, 0, 0.1f, 1];
    private static readonly float[] LeansLeft = [0, 0, -0.1f, -1];

    private readonly HttpClient _client = factory.CreateClient();

    [Fact]
    public async Task It_pushes_the_cart_to_where_the_pole_leans()
    {
        ActResponse right = await Act(_client, LeansRight);
        ActResponse left = await Act(_client, LeansLeft);

        Assert.Equal(("right", "left"), (right.Action, left.Action));
        Assert.True(right.QValues[1] > right.QValues[0]);
    }

    [Fact]
    public async Task A_row_is_taken_as_well()
    {
        using HttpResponseMessage response = await Post("""{"row": {"State": [0, 0, 0.1, 1]}}""");

        Assert.Equal("right", (await response.Content.ReadFromJsonAsync<ActResponse>())!.Action);
    }

    [Theory]
    [InlineData("""{"state": [1, 2, 3]}""", "4 numbers")]
    [InlineData("""{"state": [1, 2, 3, 4, 5, 6, 7, 8]}""", "4 numbers")]
    [InlineData("{}", "4 numbers")]
    [InlineData("""{"state": [1e39, 0, 0, 0]}""", "must be finite")]
    [InlineData("""{"row": {"Angle": 1}}""", "'State' is missing")]
    [InlineData("""{"state": [1, 2""", "400")]
    public async Task A_request_that_does_not_fit_is_told_what_is_wrong(string json, string expected)
    {
        using HttpResponseMessage response = await Post(json);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        string problem = (await response.Content.ReadFromJsonAsync<JsonElement>()).ToString();
        Assert.Contains(expected, Regex.Unescape(problem));
    }

    [Fact]
    public async Task It_is_healthy_while_the_policy_acts() =>
        Assert.Equal("Healthy", await _client.GetStringAsync("/health"));

    [Fact]
    public async Task A_file_that_is_no_policy_is_refused_and_the_policy_before_it_goes_on()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.onnx");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "policy.onnx"), path);
        try
        {
            using var service = factory.WithWebHostBuilder(host => host.UseSetting("Policy", path));
            using HttpClient client = service.CreateClient();
            ActResponse before = await Act(client, LeansRight);

            await File.WriteAllTextAsync(path, "no policy");
            for (int i = 0; i < 200 && await client.GetStringAsync("/health") == "Healthy"; i++)
                await Task.Delay(50);

            Assert.Equal("Degraded", await client.GetStringAsync("/health"));
            Assert.Equal(before.Version, (await Act(client, LeansRight)).Version);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<HttpResponseMessage> Post(string json)
    {
        using StringContent content = new(json, Encoding.UTF8, "application/json");
        return await _client.PostAsync("/act", content);
    }

    private static async Task<ActResponse> Act(HttpClient client, float[] state)
    {
        using HttpResponseMessage response = await client.PostAsJsonAsync("/act", new ActRequest(state));
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ActResponse>())!;
    }
}
