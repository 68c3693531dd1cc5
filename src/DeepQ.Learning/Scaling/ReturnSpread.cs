namespace DeepQ.Learning;

/// <summary>How far apart the returns of a log lie: the unit that values are learned in.</summary>
/// <remarks>Schaul, Ostrovski, Kemaev, Borsa: Return-based Scaling (2021), from the returns themselves.</remarks>
internal static class ReturnSpread
{
    // Of a log whose returns hardly differ, rewards are all that is left to go by.
    private const double Hardly = 1e-3;
    // Where no return ever ends, what comes after the log is left out.
    private const double LeastEnd = 0.01;

    /// <summary>
    /// The standard deviation of the discounted returns from every row on. Where the rows of an episode stop before its end,
    /// the mean return stands for what follows.
    /// </summary>
    /// <returns>A positive number; 1 where every reward is zero.</returns>
    public static float Of(ReplayBuffer transitions, double gamma)
    {
        int[] slots = transitions.SlotsInOrder();
        double[] paid = new double[slots.Length];
        double[] left = new double[slots.Length];
        for (int row = slots.Length - 1; row >= 0; row--)
        {
            int slot = slots[row];
            bool goesOn = row + 1 < paid.Length && transitions.IsFollowed(slot);
            double discount = transitions.TerminatedAt(slot) ? 0 : gamma;
            paid[row] = transitions.RewardAt(slot) + (goesOn ? discount * paid[row + 1] : 0);
            left[row] = discount * (goesOn ? left[row + 1] : 1);
        }

        double mean = paid.Average() / Math.Max(1 - left.Average(), LeastEnd);
        double variance = 0;
        for (int row = 0; row < paid.Length; row++)
        {
            double difference = paid[row] + (left[row] * mean) - mean;
            variance += difference * difference / paid.Length;
        }

        float spread = (float)Math.Sqrt(variance);
        return Usable(spread) && spread > Hardly * Math.Abs(mean) ? spread : OfRewards(transitions);
    }

    // The root mean square of the rewards that are not zero.
    private static float OfRewards(ReplayBuffer transitions)
    {
        double squares = 0;
        long count = 0;
        for (int row = 0; row < transitions.Count; row++)
        {
            double reward = transitions.RewardAt(transitions.SlotOf(row));
            squares += reward * reward;
            count += reward == 0 ? 0 : 1;
        }

        float size = count == 0 ? 1 : (float)Math.Sqrt(squares / count);
        return Usable(size) ? size : 1;
    }

    private static bool Usable(float unit) => float.IsNormal(unit) && float.IsNormal(1 / unit);
}
