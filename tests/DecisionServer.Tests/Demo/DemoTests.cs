using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace DecisionServer.Tests.Demo;

public sealed class DemoTests
{
    [Trait("Category", "Slow")]
    [Fact]
    public async Task The_demo_shows_two_hours_of_three_deciders_each_better_than_the_one_before()
    {
        string folder;
        await using (WebApplication application = Server.Build(["--demo", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]))
        {
            folder = Path.GetDirectoryName(application.Services.GetRequiredService<ServerOptions>().Log)!;
            Assert.True(Directory.Exists(folder));
            await application.StartAsync();
            using HttpClient client = new() { BaseAddress = new Uri(application.Urls.First()) };
            JsonElement summary = await SummaryAsync(client);

            (string Name, double Reward)[] earned = [.. summary.GetProperty("versions").EnumerateArray()
                .Select(each => (each.GetProperty("name").GetString()!, each.GetProperty("reward").GetProperty("value").GetDouble()))
                .OrderBy(each => each.Item2)];
            Assert.Equal(["base", "0001", "0002"], earned.Select(each => each.Name[..4]));
            Assert.InRange(earned[0].Reward, 0.37, 0.43);
            Assert.InRange(earned[1].Reward, 0.49, 0.57);
            // The mean of some 440 decisions, with a standard deviation of 0.023: four of them around 0.63.
            Assert.InRange(earned[2].Reward, 0.535, 0.725);
            Assert.InRange(summary.GetProperty("totals").GetProperty("agreed").GetDouble(), 0.4, 0.6);
            JsonElement report = await client.GetFromJsonAsync<JsonElement>("/doctor");
            Assert.Equal("[]", report.GetProperty("findings").GetRawText());
            await application.StopAsync();
        }

        Assert.False(Directory.Exists(folder));
    }

    private static async Task<JsonElement> SummaryAsync(HttpClient client)
    {
        for (int i = 0; i < 60; i++)
        {
            JsonElement summary = await client.GetFromJsonAsync<JsonElement>("/summary?minutes=180");
            if (summary.GetProperty("totals").GetProperty("decisions").GetInt64() >= 7200)
                return summary;
            await Task.Delay(500);
        }

        throw new TimeoutException("The demo did not play two hours in half a minute.");
    }
}
