using System.Net;
using System.Net.Http.Json;
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
    public async Task A_state_that_does_not_fit_is_a_bad_request_that_says_so()
    {
        using HttpResponseMessage response = await _client.PostAsJsonAsync("/act", new ActRequest([1, 2, 3]));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("3", await response.Content.ReadAsStringAsync());
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

    private static async Task<ActResponse> Act(HttpClient client, float[] state)
    {
        using HttpResponseMessage response = await client.PostAsJsonAsync("/act", new ActRequest(state));
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<ActResponse>())!;
    }
}
