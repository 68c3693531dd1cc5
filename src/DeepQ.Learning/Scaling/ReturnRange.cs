using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Scaling;

/// <summary>Estimates the range of returns of a policy that learns from the observed data.</summary>
internal static class ReturnRange
{
    /// <summary>
    /// The observed returns, extended by their range above and below, but within what rewards allow: a reward after
    /// which an episode continues occurs at most 1 / (1 − γ) times, a final one once. Every reward is within the range.
    /// </summary>
    /// <returns>The ends, the lower first; null if all returns and rewards are zero.</returns>
    public static (double Minimum, double Maximum)? Of(ReplayBuffer seen, double gamma)
    {
        (double Least, double Greatest) going = (0, 0), last = (0, 0);
        foreach (int slot in seen.SlotsFromLast())
        {
            ref (double Least, double Greatest) rewards = ref seen.TerminatedAt(slot) ? ref last : ref going;
            rewards = (Math.Min(rewards.Least, seen.RewardAt(slot)), Math.Max(rewards.Greatest, seen.RewardAt(slot)));
        }

        SeenReturns returns = new(seen, gamma);
        double least = returns.Values.DefaultIfEmpty().Min();
        double greatest = returns.Values.DefaultIfEmpty().Max();
        double room = greatest - least;
        // Without a discount, rewards may add up without limit.
        double times = gamma < 1 ? 1 / (1 - gamma) : double.MaxValue;
        double minimum = Math.Min(Math.Max(least - room, (times * going.Least) + last.Least), Math.Min(going.Least, last.Least));
        double maximum = Math.Max(
            Math.Min(greatest + room, (times * going.Greatest) + last.Greatest), Math.Max(going.Greatest, last.Greatest));
        return minimum < maximum ? (minimum, maximum) : null;
    }
}
