using System.Globalization;

namespace DeepQ.Learning;

/// <summary>An estimate and the interval that covers what is estimated 95 times of 100.</summary>
/// <param name="Value">The estimate; NaN where the data say nothing.</param>
/// <param name="Lower">The lower end of the interval.</param>
/// <param name="Upper">The upper end of the interval.</param>
public sealed record Estimate(double Value, double Lower, double Upper)
{
    /// <summary>The estimate as text, such as <c>8.3 [7.9, 8.8]</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Value:G4} [{Lower:G4}, {Upper:G4}]");
}
