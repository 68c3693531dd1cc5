namespace DeepQ.Environments.Randomness;

/// <summary>Draws that <see cref="Random"/> does not offer itself.</summary>
internal static class RandomDraws
{
    /// <summary>A value from [low, high), by the formula that NumPy uses.</summary>
    public static double NextUniform(this Random random, double low, double high) =>
        low + (high - low) * random.NextDouble();
}
