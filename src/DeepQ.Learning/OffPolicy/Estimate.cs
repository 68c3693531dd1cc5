using System.Globalization;

namespace DeepQ.Learning.OffPolicy;

/// <summary>An estimate and its 95% confidence interval.</summary>
/// <param name="Value">The estimate; NaN if the data contain no information.</param>
/// <param name="Lower">The lower end of the interval.</param>
/// <param name="Upper">The upper end of the interval.</param>
public sealed record Estimate(double Value, double Lower, double Upper)
{
    /// <summary>The estimate without its interval.</summary>
    internal Estimate WithoutInterval => new(Value, double.NaN, double.NaN);

    /// <summary>
    /// Returns the distance of two estimates of the same figure; 0 if their intervals overlap or one has none.
    /// </summary>
    internal double MissOf(Estimate other) =>
        Lower > other.Upper || other.Lower > Upper ? Math.Abs(Value - other.Value) : 0;

    /// <summary>Extends the interval by a distance at each end.</summary>
    internal Estimate LongerBy(double distance) => this with { Lower = Lower - distance, Upper = Upper + distance };

    /// <summary>Formats the estimate, such as <c>8.3 [7.9, 8.8]</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Value:G4} [{Lower:G4}, {Upper:G4}]");
}
