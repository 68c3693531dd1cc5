using DeepQ.Learning.OffPolicy;

namespace InventorySample;

/// <summary>The result of a run with one seed.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Metrics">The estimates of the learned policy from the log.</param>
/// <param name="Orders">The orders of the learned policy, by <see cref="ShopState.Index"/>.</param>
/// <param name="Logged">The true profit of a week under the logged policy, in euros.</param>
/// <param name="Learned">The true profit under the learned policy.</param>
/// <param name="Optimal">The true profit under the best policy.</param>
internal sealed record Outcome(
    int Seed, PolicyMetrics Metrics, IReadOnlyList<int> Orders, double Logged, double Learned, double Optimal)
{
    /// <summary>
    /// The share of the difference between the logged and the best policy that the learned one closes.
    /// </summary>
    public double Closed => (Learned - Logged) / (Optimal - Logged);

    /// <summary>Compares the learned policy with the known model of the shop.</summary>
    public static Outcome Of(int seed, PolicyMetrics metrics, IReadOnlyList<int> orders) => new(
        seed,
        metrics,
        orders,
        DynamicProgramming.Value(RuleOfThumb.Probability),
        DynamicProgramming.Value(DynamicProgramming.Always(orders)),
        DynamicProgramming.Value(DynamicProgramming.Always(DynamicProgramming.BestOrders())));
}
