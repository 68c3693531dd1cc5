using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace PolicyServer;

/// <summary>A health report as JSON.</summary>
internal static class HealthResponse
{
    public static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        await using Utf8JsonWriter writer = new(context.Response.BodyWriter.AsStream());
        writer.WriteStartObject();
        writer.WriteString("status", $"{report.Status}");
        foreach ((string name, HealthReportEntry entry) in report.Entries)
        {
            writer.WriteStartObject(name);
            writer.WriteString("description", entry.Description);
            foreach ((string key, object value) in entry.Data)
                writer.WriteString(key, $"{value}");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
