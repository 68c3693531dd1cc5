using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions.Estimation;

/// <summary>The estimated value of a policy, from a log.</summary>
/// <param name="Name">The name of the policy.</param>
/// <param name="Value">
/// The value per decision if γ is 0, otherwise per episode. It has no interval with fewer than two episodes.
/// </param>
/// <param name="Support">
/// The probability of its actions that are expected at least five times in such a log, averaged over the decisions.
/// Below 1, the value depends partly on the model.
/// </param>
/// <param name="Agreement">The mean probability of the logged actions under the policy.</param>
/// <param name="EffectiveSampleSize">
/// The number of its own decisions with the same information: (Σρ)² / Σρ² of the ratios ρ. If γ is above 0, the number
/// of episodes, with the products of their ratios.
/// </param>
/// <param name="Weight">
/// The mean of these ratios or products, each up to the steps whose rewards γ lets count. Its expected value is 1. If
/// its interval lies below, actions of the policy are missing in the log, and the value means little.
/// </param>
public sealed record PolicyEstimate(
    string Name, ValueEstimate Value, double Support, double Agreement, double EffectiveSampleSize, ValueEstimate Weight)
{
    // Chance alone seldom leaves less.
    private const double LeastWeight = 0.95;

    /// <summary>Whether the log contains the actions of the policy, according to <see cref="Weight"/>.</summary>
    internal bool IsWeighed => Weight.HasInterval && Weight.Upper >= LeastWeight;
}
