namespace DecisionServer.Demo;

/// <summary>The customers of a shop that offers each of them one drink, and earns 1 for each one bought.</summary>
/// <remarks>The state: whether it is morning, whether the customer is a regular one, and the temperature, from 0 to 1.</remarks>
internal sealed class DemoShop(Random random)
{
    public const int StateSize = 3;
    public const string Actions = "coffee,tea,juice";

    /// <summary>
    /// The probability that a drink is bought, one row per drink: a constant and the coefficient of each value of the
    /// state.
    /// </summary>
    public static float[][] Chances { get; } = [[0.2f, 0.4f, 0, 0], [0.2f, 0, 0.5f, 0], [0.05f, 0, 0, 0.85f]];

    public float[] NextCustomer() => [random.Next(2), random.Next(2), MathF.Round(random.NextSingle(), 2)];

    public bool Buys(float[] state, int action)
    {
        float[] chance = Chances[action];
        return random.NextDouble() < chance[0] + state.Select((value, i) => value * chance[i + 1]).Sum();
    }

    public TimeSpan NextDelay() => TimeSpan.FromSeconds(1 + (8 * random.NextDouble()));
}
