namespace InventorySample;

/// <summary>Customers who arrive independently, each of whom wants a punnet.</summary>
internal static class PoissonDemand
{
    /// <summary>
    /// Returns the probabilities of 0, 1, … customers, and of <paramref name="most"/> or more as the last one.
    /// </summary>
    /// <param name="mean">The mean number of customers.</param>
    /// <param name="most">The number of customers beyond which the result is the same.</param>
    public static double[] Probabilities(double mean, int most)
    {
        double[] probabilities = new double[most + 1];
        double probability = Math.Exp(-mean);
        double rest = 1;
        for (int customers = 0; customers < most; customers++)
        {
            probabilities[customers] = probability;
            rest -= probability;
            probability *= mean / (customers + 1);
        }

        probabilities[most] = Math.Max(0, rest);
        return probabilities;
    }
}
