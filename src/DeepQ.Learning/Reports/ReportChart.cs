using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DeepQ.Learning.Reports;

/// <summary>A chart of a page.</summary>
/// <param name="Title">The title.</param>
/// <param name="Note">A note on how to read it.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record ReportChart(string Title, string Note, IReadOnlyList<ChartLine> Lines)
{
    /// <summary>Whether the vertical axis is logarithmic.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Whether all values are between 0 and 1.</summary>
    public bool IsShare { get; init; }

    /// <summary>Writes charts as JSON for the script of the page.</summary>
    public static string ToJson(IEnumerable<ReportChart> charts, string unit)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartArray();
            foreach (ReportChart chart in charts)
                chart.Write(json, unit);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(Utf8JsonWriter json, string unit)
    {
        json.WriteStartObject();
        json.WriteString("unit", unit);
        json.WriteBoolean("isLogarithmic", IsLogarithmic);
        json.WriteBoolean("isShare", IsShare);
        json.WriteStartArray("series");
        foreach (ChartLine line in Lines)
        {
            json.WriteStartObject();
            json.WriteString("label", line.Label);
            json.WriteNumber("color", line.Color);
            json.WriteBoolean("isThin", line.IsThin);
            json.WriteBoolean("isDashed", line.IsDashed);
            json.WriteStartArray("x");
            foreach (long step in line.Points.Steps)
                json.WriteNumberValue(step);
            json.WriteEndArray();
            WriteValues("y", line.Points.Values);
            WriteValues("low", line.Points.Low);
            WriteValues("high", line.Points.High);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        // Six digits are more than a screen can show.
        void WriteValues(string name, IReadOnlyList<double>? values)
        {
            if (values is null)
                return;
            json.WriteStartArray(name);
            foreach (double value in values)
                json.WriteRawValue(((float)value).ToString("G6", CultureInfo.InvariantCulture));
            json.WriteEndArray();
        }
    }
}
