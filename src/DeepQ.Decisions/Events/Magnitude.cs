using System.Globalization;

namespace DeepQ.Decisions.Events;

/// <summary>How large what a log keeps may be, so that networks can learn from it.</summary>
internal static class Magnitude
{
    /// <summary>The greatest absolute value of a state, a feature or a reward.</summary>
    public const float Greatest = 1e30f;

    /// <summary>Whether a value can be learned from; NaN cannot.</summary>
    public static bool Fits(double value) => Math.Abs(value) <= Greatest;

    /// <exception cref="ArgumentException">A value cannot be learned from; the message says which.</exception>
    public static void Require(ReadOnlySpan<float> values, string what, string name)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!Fits(values[i]))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{what} has {values[i]} at position {i}; all values must be finite, and from {-Greatest} to {Greatest}."),
                    name);
            }
        }
    }
}
