namespace DeepQ.Onnx.Verification;

/// <summary>Draws observations within bounds, some of which may be infinite.</summary>
internal static class StateSampler
{
    private const float Unbounded = 1e6f;
    private const float Width = 20;

    /// <summary>Draws observations, row-major, uniform within the ranges of <see cref="Range"/>.</summary>
    public static float[] Draw(IReadOnlyList<float> low, IReadOnlyList<float> high, int batch, Random random)
    {
        float[] states = new float[batch * low.Count];
        for (int i = 0; i < states.Length; i++)
        {
            (float from, float to) = Range(low[i % low.Count], high[i % low.Count]);
            states[i] = Math.Clamp((float)(from + (((double)to - from) * random.NextDouble())), from, to);
        }

        return states;
    }

    /// <summary>Draws observations, row-major, uniform within ±1.</summary>
    public static float[] DrawSmall(int size, int batch, Random random) =>
        [.. Enumerable.Range(0, batch * size).Select(_ => (float)((2 * random.NextDouble()) - 1))];

    /// <summary>
    /// Returns the range to draw from; environments also use float's greatest value to mean no bound.
    /// </summary>
    public static (float From, float To) Range(float low, float high) =>
        (low < -Unbounded, high > Unbounded) switch
        {
            (true, true) => (-Width / 2, Width / 2),
            (true, false) => (high - Width, high),
            (false, true) => (low, low + Width),
            _ => (low, high),
        };
}
