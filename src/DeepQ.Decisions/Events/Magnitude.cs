using System.Globalization;

namespace DeepQ.Decisions.Events;

/// <summary>The limit of values in the log, so that networks can learn from them.</summary>
internal static class Magnitude
{
    /// <summary>The maximum absolute value of a state, a feature or a reward.</summary>
    public const float Greatest = 1e30f;

    /// <summary>Returns whether a value can be learned from; false for NaN.</summary>
    public static bool Fits(double value) => Math.Abs(value) <= Greatest;

    /// <exception cref="ArgumentException">A value is out of range; the message names it.</exception>
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
