using System.Globalization;

namespace DeepQ.Learning.Diagnostics;

/// <summary>
/// Describes a setting: its range, whether a resumed training may change it, and its name in other libraries.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute : Attribute
{
    /// <summary>The least value.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>The exclusive lower limit.</summary>
    public double Above { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest value.</summary>
    public double Most { get; init; } = double.PositiveInfinity;

    /// <summary>The exclusive upper limit.</summary>
    public double Below { get; init; } = double.PositiveInfinity;

    /// <summary>Gets whether a number must be finite, even without another limit.</summary>
    public bool IsFinite { get; init; }

    /// <summary>Gets whether its value has settings itself.</summary>
    public bool HasParts { get; init; }

    /// <summary>Gets whether a resumed training may have another value.</summary>
    public bool MayChange { get; init; }

    /// <summary>Its name in Stable-Baselines3.</summary>
    public string? StableBaselines3 { get; init; }

    /// <summary>The range in words, to follow "must"; null if every value is allowed.</summary>
    public string? Rule => IsFinite && Range is { } range && range != "be finite"
        ? range == "not be negative" ? "be finite and not negative" : range + " and finite"
        : Range;

    private string? Range => (Least, Above, Most, Below) switch
    {
        (double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity) =>
            IsFinite ? "be finite" : null,
        (0, double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity) => "not be negative",
        (double.NegativeInfinity, 0, double.PositiveInfinity, double.PositiveInfinity) => "be positive",
        (double.NegativeInfinity, double.NegativeInfinity, double.PositiveInfinity, 0) => "be negative",
        ( > double.NegativeInfinity, _, < double.PositiveInfinity, _) => $"be in [{Text(Least)}, {Text(Most)}]",
        ( > double.NegativeInfinity, _, _, _) => $"be in [{Text(Least)}, {Text(Below)})",
        (_, _, < double.PositiveInfinity, _) => $"be above {Text(Above)} and at most {Text(Most)}",
        _ => $"be above {Text(Above)} and below {Text(Below)}",
    };

    /// <summary>Returns whether a value is within the range; true for null and for what is not a number.</summary>
    public bool Allows(object? value)
    {
        if (value is not IConvertible convertible || value is string or bool or Enum)
            return true;
        double number = convertible.ToDouble(CultureInfo.InvariantCulture);
        bool isAbove = number > Above || Above == double.NegativeInfinity;
        bool isBelow = number < Below || Below == double.PositiveInfinity;
        return number >= Least && isAbove && number <= Most && isBelow && (!IsFinite || double.IsFinite(number));
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
