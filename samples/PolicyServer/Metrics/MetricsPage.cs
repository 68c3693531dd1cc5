using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using DeepQ.Serving.Hosting;

namespace PolicyServer.Metrics;

/// <summary>
/// Collects the measurements of the server and writes them in the Prometheus text format, version 0.0.4.
/// </summary>
internal sealed class MetricsPage : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly string[] Meters = [PolicyMeter.MeterName, "Microsoft.AspNetCore.Hosting"];

    private readonly ReloadingPolicy _policy;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), Series> _series = [];

    /// <summary>Starts to collect from the meters of a factory.</summary>
    public MetricsPage(ReloadingPolicy policy, IMeterFactory meters)
    {
        _policy = policy;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && Meters.Contains(instrument.Meter.Name))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public string Write()
    {
        StringBuilder page = new();
        page.AppendLine("# TYPE deepq_policy_info gauge");
        page.AppendLine(CultureInfo.InvariantCulture, $"deepq_policy_info{{version=\"{_policy.Version}\"}} 1");
        foreach (var group in _series.GroupBy(entry => entry.Key.Instrument).OrderBy(group => group.Key.Name))
        {
            string name = PrometheusText.NameOf(group.Key);
            page.AppendLine(CultureInfo.InvariantCulture, $"# HELP {name} {group.Key.Description}");
            page.AppendLine(CultureInfo.InvariantCulture, $"# TYPE {name} {PrometheusText.KindOf(group.Key)}");
            foreach (var entry in group.OrderBy(entry => entry.Key.Labels, StringComparer.Ordinal))
                entry.Value.Write(page, name, entry.Key.Labels);
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _series.GetOrAdd((instrument, PrometheusText.Labels(tags)), key => Series.For(key.Instrument)).Add(value);
}
