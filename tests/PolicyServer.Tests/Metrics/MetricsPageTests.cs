using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text;
using PolicyServer.Metrics;

namespace PolicyServer.Tests.Metrics;

public sealed class MetricsPageTests
{
    [Fact]
    public async Task Requests_and_states_are_counted()
    {
        using ServedPolicy server = new();
        for (int i = 0; i < 3; i++)
            await server.Client.PostAsJsonAsync("/v1/act", new { states = new[] { new[] { 1, 2 }, [3, 4] } });
        string[] lines = (await server.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n');
        Assert.Contains("deepq_policy_requests_total 3", lines);
        Assert.Contains("deepq_policy_states_total 6", lines);
        Assert.Contains("deepq_policy_duration_seconds_count 3", lines);
        Assert.Contains("# TYPE deepq_policy_duration_seconds histogram", lines);
        Assert.Contains($"deepq_policy_info{{version=\"{server.Policy.Version}\"}} 1", lines);
    }

    [Fact]
    public void A_histogram_counts_what_is_not_above_each_bound()
    {
        using Meter meter = new("test");
        Series series = Series.For(meter.CreateHistogram<double>("h"));
        series.Add(1e-5);
        series.Add(0.3);
        series.Add(7);
        StringBuilder page = new();
        series.Write(page, "h", "route=\"x\"");
        string[] lines = page.ToString().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal("h_bucket{route=\"x\",le=\"1E-05\"} 1", lines[0]);
        Assert.Contains("h_bucket{route=\"x\",le=\"0.25\"} 1", lines);
        Assert.Contains("h_bucket{route=\"x\",le=\"0.5\"} 2", lines);
        Assert.Contains("h_bucket{route=\"x\",le=\"5\"} 2", lines);
        Assert.Contains("h_bucket{route=\"x\",le=\"+Inf\"} 3", lines);
        Assert.Contains("h_sum{route=\"x\"} 7.30001", lines);
        Assert.Contains("h_count{route=\"x\"} 3", lines);
    }

    [Fact]
    public void Labels_are_escaped_and_unknown_ones_left_out() => Assert.Equal(
        """http_route="a\"b\\c\n" """.Trim(),
        PrometheusText.Labels([new("http.route", "a\"b\\c\n"), new("url.scheme", "http")]));
}
