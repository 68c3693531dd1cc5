using System.Globalization;
using System.Text.Json.Serialization;

namespace DeepQ.MLNet.Cards;

/// <summary>A figure on a policy card.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The figure.</param>
/// <param name="Lower">The lower end of its 95% interval; null without one.</param>
/// <param name="Upper">The upper end of its 95% interval; null without one.</param>
public sealed record PolicyCardFigure(string Name, double Value, double? Lower = null, double? Upper = null)
{
    /// <summary>Whether there is an interval.</summary>
    [JsonIgnore]
    public bool HasInterval => double.IsFinite(Lower ?? double.NaN) && double.IsFinite(Upper ?? double.NaN);

    /// <summary>The interval as text; empty without one.</summary>
    [JsonIgnore]
    public string Interval => HasInterval
        ? string.Create(CultureInfo.InvariantCulture, $"{Lower:G4} to {Upper:G4}")
        : "";
}
