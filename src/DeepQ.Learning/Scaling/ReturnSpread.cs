using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Scaling;

/// <summary>The standard deviation of the returns of a log: the unit of learned values.</summary>
/// <remarks>Schaul, Ostrovski, Kemaev, Borsa: Return-based Scaling (2021), from the returns themselves.</remarks>
internal static class ReturnSpread
{
    // If the returns of a log hardly differ, only the rewards can give a unit.
    private const double Hardly = 1e-3;

    /// <summary>
    /// Computes the standard deviation of the discounted returns from every row.
    /// </summary>
    /// <param name="transitions">The transitions.</param>
    /// <param name="gamma">The discount factor γ.</param>
    /// <param name="leastOfMean">The least unit, relative to the mean return.</param>
    /// <returns>A positive number; 1 if every reward is zero.</returns>
    public static float Of(ReplayBuffer transitions, double gamma, double leastOfMean = 0)
    {
        SeenReturns returns = new(transitions, gamma);
        double mean = returns.Values.DefaultIfEmpty().Average();
        double variance = returns.Values.DefaultIfEmpty().Average(value => (value - mean) * (value - mean));
        float spread = (float)Math.Max(Math.Sqrt(variance), leastOfMean * Math.Abs(mean));
        return Usable(spread) && spread > Hardly * Math.Abs(mean) ? spread : OfRewards(transitions);
    }

    // The root mean square of the nonzero rewards.
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
