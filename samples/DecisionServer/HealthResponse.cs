using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DecisionServer;

/// <summary>
/// A health report as JSON. It requires no key, so it contains the status but not the findings, which /doctor returns.
/// </summary>
internal static class HealthResponse
{
    public static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        await using Utf8JsonWriter writer = new(context.Response.BodyWriter.AsStream());
        writer.WriteStartObject();
        writer.WriteString("status", $"{report.Status}");
        foreach ((string name, HealthReportEntry entry) in report.Entries)
            writer.WriteString(name, $"{entry.Status}");
        writer.WriteEndObject();
    }
}
