using System.Globalization;

namespace DeepQ.Decisions.Doctor;

/// <summary>A part of a total, as a number and as text.</summary>
internal readonly record struct Share(long Some, long All)
{
    public double Value => All == 0 ? 0 : (double)Some / All;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Some:N0} of {All:N0} ({100 * Value:G3}%)");
}
