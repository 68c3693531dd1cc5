using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Scaling;

/// <summary>What every transition that was seen brought in the end.</summary>
internal static class SeenReturns
{
    // Where no return ever ends, what comes after the last row is left out.
    private const double LeastEnd = 0.01;

    /// <summary>
    /// The discounted returns from every row on. Where the rows of an episode stop before its end, the mean return stands for
    /// what follows.
    /// </summary>
    /// <param name="seen">The transitions.</param>
    /// <param name="slots">Their slots, each stream in its order.</param>
    /// <param name="gamma">The discount factor γ.</param>
    public static double[] Of(ReplayBuffer seen, ReadOnlySpan<int> slots, double gamma)
    {
        double[] returns = new double[slots.Length];
        double[] left = new double[slots.Length];
        for (int row = slots.Length - 1; row >= 0; row--)
        {
            int slot = slots[row];
            bool goesOn = row + 1 < returns.Length && seen.IsFollowed(slot);
            double discount = seen.TerminatedAt(slot) ? 0 : gamma;
            returns[row] = seen.RewardAt(slot) + (goesOn ? discount * returns[row + 1] : 0);
            left[row] = discount * (goesOn ? left[row + 1] : 1);
        }

        if (returns.Length == 0)
            return returns;
        double mean = returns.Average() / Math.Max(1 - left.Average(), LeastEnd);
        for (int row = 0; row < returns.Length; row++)
            returns[row] += left[row] * mean;
        return returns;
    }
}
