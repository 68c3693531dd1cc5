using DeepQ.Serving;

namespace DeepQ.Tool.Tables;

/// <summary>The ranges that states are drawn from.</summary>
/// <param name="Low">The smallest value at each place, or one for all; negative infinity for none.</param>
/// <param name="High">The greatest value at each place, or one for all; infinity for none.</param>
internal sealed record StateBounds(IReadOnlyList<float> Low, IReadOnlyList<float> High)
{
    // What environments give where they mean no bound is as large.
    private const float Unbounded = 1e6f;
    private const float Width = 20;

    public static StateBounds Of(IPolicy policy) => policy.Metadata is { ObservationLow.Count: > 0 } metadata
        ? new(metadata.ObservationLow, metadata.ObservationHigh)
        : new([float.NegativeInfinity], [float.PositiveInfinity]);

    /// <summary>The bounds at each place of a state.</summary>
    public StateBounds Of(int size) => Low.Count == size
        ? this
        : new([.. Enumerable.Repeat(Low[0], size)], [.. Enumerable.Repeat(High[0], size)]);

    /// <summary>Draws the value at a place, uniformly; a range without bounds is [-10, 10], one with a single bound the 20 next to it.</summary>
    public float Draw(int place, Random random)
    {
        (float low, float high) = (Low[Low.Count == 1 ? 0 : place], High[High.Count == 1 ? 0 : place]);
        (low, high) = (low < -Unbounded, high > Unbounded) switch
        {
            (true, true) => (-Width / 2, Width / 2),
            (true, false) => (high - Width, high),
            (false, true) => (low, low + Width),
            _ => (low, high),
        };
        return Math.Clamp((float)(low + (((double)high - low) * random.NextDouble())), low, high);
    }
}
