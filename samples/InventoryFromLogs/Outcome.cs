using DeepQ.Learning.OffPolicy;

namespace InventorySample;

/// <summary>What a run with one seed brought.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Metrics">What the log says of the learned policy.</param>
/// <param name="Orders">What the learned policy orders, by <see cref="ShopState.Index"/>.</param>
/// <param name="Logged">The true profit of a week under the logged policy, in euros.</param>
/// <param name="Learned">The true profit under the learned policy.</param>
/// <param name="Optimal">The true profit under the best policy.</param>
internal sealed record Outcome(
    int Seed, PolicyMetrics Metrics, IReadOnlyList<int> Orders, double Logged, double Learned, double Optimal)
{
    /// <summary>The part of the distance from the logged to the best policy that the learned one has gone.</summary>
    public double Closed => (Learned - Logged) / (Optimal - Logged);

    /// <summary>Compares what was learned with what is known of the shop.</summary>
    public static Outcome Of(int seed, PolicyMetrics metrics, IReadOnlyList<int> orders) => new(
        seed,
        metrics,
        orders,
        DynamicProgramming.Value(RuleOfThumb.Probability),
        DynamicProgramming.Value(DynamicProgramming.Always(orders)),
        DynamicProgramming.Value(DynamicProgramming.Always(DynamicProgramming.BestOrders())));
}
