using System.Globalization;

namespace DeepQ.Learning.Diagnostics;

/// <summary>What holds for a setting: its range, whether a resumed training may change it, and its name elsewhere.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SettingAttribute : Attribute
{
    /// <summary>The least value.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>What it must be above.</summary>
    public double Above { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest value.</summary>
    public double Most { get; init; } = double.PositiveInfinity;

    /// <summary>What it must be below.</summary>
    public double Below { get; init; } = double.PositiveInfinity;

    /// <summary>Whether a number must be finite; where there is no other limit, too.</summary>
    public bool IsFinite { get; init; }

    /// <summary>Whether its value has settings of its own.</summary>
    public bool HasParts { get; init; }

    /// <summary>Whether a training that is resumed may have another value.</summary>
    public bool MayChange { get; init; }

    /// <summary>What Stable-Baselines3 calls it.</summary>
    public string? StableBaselines3 { get; init; }

    /// <summary>The range in words, after "must"; null where every value is right.</summary>
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

    /// <summary>Whether a value keeps the range; one that is not there, or is no number, does.</summary>
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
