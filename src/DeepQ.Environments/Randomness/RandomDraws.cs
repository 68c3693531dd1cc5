namespace DeepQ.Environments.Randomness;

/// <summary>Draws that <see cref="Random"/> does not provide.</summary>
internal static class RandomDraws
{
    /// <summary>Draws a value from [low, high) by NumPy's formula.</summary>
    public static double NextUniform(this Random random, double low, double high) =>
        low + (high - low) * random.NextDouble();
}
