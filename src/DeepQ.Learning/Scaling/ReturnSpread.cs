using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Scaling;

/// <summary>How far apart the returns of a log lie: the unit that values are learned in.</summary>
/// <remarks>Schaul, Ostrovski, Kemaev, Borsa: Return-based Scaling (2021), from the returns themselves.</remarks>
internal static class ReturnSpread
{
    // Of a log whose returns hardly differ, rewards are all that is left to go by.
    private const double Hardly = 1e-3;

    /// <summary>
    /// The standard deviation of the discounted returns from every row on.
    /// </summary>
    /// <param name="transitions">The transitions.</param>
    /// <param name="gamma">The discount factor γ.</param>
    /// <param name="leastOfMean">The least part of the mean return that is taken for a spread.</param>
    /// <returns>A positive number; 1 where every reward is zero.</returns>
    public static float Of(ReplayBuffer transitions, double gamma, double leastOfMean = 0)
    {
        SeenReturns returns = new(transitions, gamma);
        double mean = returns.Values.DefaultIfEmpty().Average();
        double variance = returns.Values.DefaultIfEmpty().Average(value => (value - mean) * (value - mean));
        float spread = (float)Math.Max(Math.Sqrt(variance), leastOfMean * Math.Abs(mean));
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
