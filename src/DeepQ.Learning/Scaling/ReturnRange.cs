using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Scaling;

/// <summary>Between which ends the returns of a policy may lie that learns from what was seen.</summary>
internal static class ReturnRange
{
    /// <summary>
    /// The returns that were seen, with as much room again above and below, but no more than rewards allow: those after which an
    /// episode goes on come at most 1 / (1 − γ) times, those that it ends with once. Every reward lies between the ends.
    /// </summary>
    /// <returns>The ends, the lesser first; null where all returns and rewards are zero.</returns>
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
        // Without a discount, no number of rewards is too many.
        double times = gamma < 1 ? 1 / (1 - gamma) : double.MaxValue;
        double minimum = Math.Min(Math.Max(least - room, (times * going.Least) + last.Least), Math.Min(going.Least, last.Least));
        double maximum = Math.Max(
            Math.Min(greatest + room, (times * going.Greatest) + last.Greatest), Math.Max(going.Greatest, last.Greatest));
        return minimum < maximum ? (minimum, maximum) : null;
    }
}
