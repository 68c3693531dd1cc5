using System.Globalization;

namespace DeepQ.Learning.OffPolicy;

/// <summary>An estimate and the interval that covers what is estimated 95 times of 100.</summary>
/// <param name="Value">The estimate; NaN where the data say nothing.</param>
/// <param name="Lower">The lower end of the interval.</param>
/// <param name="Upper">The upper end of the interval.</param>
public sealed record Estimate(double Value, double Lower, double Upper)
{
    /// <summary>The same without an interval.</summary>
    internal Estimate WithoutInterval => new(Value, double.NaN, double.NaN);

    /// <summary>How far two estimates of the same lie apart; 0 where their intervals meet, or one has none.</summary>
    internal double MissOf(Estimate other) =>
        Lower > other.Upper || other.Lower > Upper ? Math.Abs(Value - other.Value) : 0;

    /// <summary>The same with an interval that is so much longer at either end.</summary>
    internal Estimate LongerBy(double distance) => this with { Lower = Lower - distance, Upper = Upper + distance };

    /// <summary>The estimate as text, such as <c>8.3 [7.9, 8.8]</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Value:G4} [{Lower:G4}, {Upper:G4}]");
}
