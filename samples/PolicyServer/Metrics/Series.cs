using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace PolicyServer.Metrics;

/// <summary>The measurements of one instrument under one set of labels: a sum, or a histogram of seconds.</summary>
internal sealed class Series
{
    private static readonly double[] Bounds =
        [1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

    private readonly Lock _lock = new();
    private readonly long[]? _counts;
    private double _sum;

    private Series(bool histogram) => _counts = histogram ? new long[Bounds.Length + 1] : null;

    public static Series For(Instrument instrument) => new(PrometheusText.KindOf(instrument) == "histogram");

    public void Add(double value)
    {
        lock (_lock)
        {
            _sum += value;
            if (_counts is null)
                return;
            // A bucket contains values up to and including its bound.
            int bucket = Array.BinarySearch(Bounds, value);
            _counts[bucket >= 0 ? bucket : ~bucket]++;
        }
    }

    public void Write(StringBuilder page, string name, string labels)
    {
        lock (_lock)
        {
            if (_counts is null)
            {
                Line(page, name, labels, _sum);
                return;
            }

            long count = 0;
            for (int i = 0; i < _counts.Length; i++)
            {
                count += _counts[i];
                string bound = i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                Line(page, $"{name}_bucket", $"{labels}{(labels.Length > 0 ? "," : "")}le=\"{bound}\"", count);
            }

            Line(page, $"{name}_sum", labels, _sum);
            Line(page, $"{name}_count", labels, count);
        }
    }

    private static void Line(StringBuilder page, string name, string labels, double value) => page.AppendLine(
        string.Create(CultureInfo.InvariantCulture, $"{name}{(labels.Length > 0 ? $"{{{labels}}}" : "")} {value}"));
}
