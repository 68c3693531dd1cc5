using System.Net.Http.Json;
using PolicyLoad;

namespace PolicyServer.Tests;

/// <summary>What Prometheus gets. OpenTelemetry counts what any server of the process measures, so nothing else runs beside.</summary>
[CollectionDefinition(nameof(MetricsTests), DisableParallelization = true)]
[Collection(nameof(MetricsTests))]
public sealed class MetricsTests
{
    [Fact]
    public async Task Requests_and_states_are_counted()
    {
        using ServedPolicy server = new();
        for (int i = 0; i < 3; i++)
            await server.Client.PostAsJsonAsync("/v1/act", new { states = new[] { new[] { 1, 2 }, [3, 4] } });

        string metrics = await MetricsOf(server);

        Assert.Matches(@"(?m)^deepq_policy_requests_total\{[^}]*\} 3\b", metrics);
        Assert.Matches(@"(?m)^deepq_policy_states_total\{[^}]*\} 6\b", metrics);
        Assert.Matches(@"(?m)^deepq_policy_duration_seconds_count\{[^}]*\} 3\b", metrics);
        Assert.Matches(@"(?m)^deepq_policy_duration_seconds_bucket\{[^}]*le=""1E-05""\} \d", metrics);
        Assert.Matches($@"(?m)^deepq_policy_info\{{[^}}]*version=""{server.Policy.Version}""\}} 1\b", metrics);
    }

    [Fact]
    public async Task The_load_that_is_measured_is_the_load_that_arrives()
    {
        using ServedPolicy server = new();
        byte[] request = """{"states": [[1, 2]]}"""u8.ToArray();
        LoadResult result = await LoadClients.RunAsync(
            server.Client.BaseAddress!, request, connections: 2, TimeSpan.FromMilliseconds(100));

        string metrics = await MetricsOf(server);

        Assert.Equal(0, result.Failures);
        Assert.Matches($@"(?m)^deepq_policy_requests_total\{{[^}}]*\}} {result.Requests}\b", metrics);
        Assert.InRange(result.Median, TimeSpan.FromTicks(1), result.P99);
    }

    private static Task<string> MetricsOf(ServedPolicy server) => server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
}
