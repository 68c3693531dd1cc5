using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Samples.Web;

/// <summary>Collects meters with OpenTelemetry. <c>MapPrometheusScrapingEndpoint</c> gives them to Prometheus.</summary>
internal static class PrometheusMetrics
{
    // A call takes microseconds, and the buckets of OpenTelemetry begin at milliseconds.
    private static readonly ExplicitBucketHistogramConfiguration Seconds = new()
    {
        Boundaries = [1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    };

    /// <param name="services">The services of the server.</param>
    /// <param name="meters">The names of the meters, beside that of the requests.</param>
    public static void AddPrometheusMetrics(this IServiceCollection services, params string[] meters) =>
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter([.. meters, "Microsoft.AspNetCore.Hosting"])
            .AddView(instrument => instrument is Histogram<double> ? Seconds : null)
            .AddPrometheusExporter(prometheus => prometheus.ScrapeResponseCacheDurationMilliseconds = 0));
}
