using System.Diagnostics.Metrics;
using System.Text;

namespace PolicyServer.Metrics;

/// <summary>Formats names, kinds and labels for Prometheus.</summary>
internal static class PrometheusText
{
    // Other tags of a request, such as its protocol, would only multiply the series.
    private static readonly string[] Kept = ["http.route", "http.request.method", "http.response.status_code"];

    public static string NameOf(Instrument instrument) =>
        Identifier(instrument.Name)
        + (instrument.Unit == "s" ? "_seconds" : "")
        + (KindOf(instrument) == "counter" ? "_total" : "");

    public static string KindOf(Instrument instrument) => instrument switch
    {
        Counter<long> or Counter<double> => "counter",
        Histogram<long> or Histogram<double> => "histogram",
        _ => "gauge",
    };

    /// <summary>The labels without braces: <c>name="value",name="value"</c>.</summary>
    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        StringBuilder labels = new();
        foreach ((string name, object? value) in tags)
        {
            if (!Kept.Contains(name))
                continue;
            string text = $"{value}".Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n");
            labels.Append(labels.Length > 0 ? "," : "").Append(Identifier(name)).Append("=\"").Append(text).Append('"');
        }

        return labels.ToString();
    }

    private static string Identifier(string name) => name.Replace('.', '_');
}
