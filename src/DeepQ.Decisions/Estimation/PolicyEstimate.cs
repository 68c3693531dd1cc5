using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions.Estimation;

/// <summary>What a log says of a policy.</summary>
/// <param name="Name">The name of the policy.</param>
/// <param name="Value">
/// What it is worth: a decision where γ is 0, otherwise an episode. Without interval where fewer than two episodes tell.
/// </param>
/// <param name="Support">
/// The probability of its actions that are to be expected five times in such a log, a mean over the decisions: below 1 the value rests on
/// the model in part.
/// </param>
/// <param name="Agreement">The mean probability that it gives the logged actions.</param>
/// <param name="EffectiveSampleSize">
/// The number of decisions of its own that would say as much: (Σρ)² / Σρ² of the ratios ρ. Where γ is above 0 it is that of episodes, with
/// the products of their ratios.
/// </param>
/// <param name="Weight">
/// The mean of these ratios or products, each as far as γ lets rewards count. It is 1 but for chance; where its interval lies below, what the
/// policy does is missing in the log, and the value says little.
/// </param>
public sealed record PolicyEstimate(
    string Name, ValueEstimate Value, double Support, double Agreement, double EffectiveSampleSize, ValueEstimate Weight)
{
    // What chance alone seldom leaves.
    private const double LeastWeight = 0.95;

    /// <summary>Whether the log holds what the policy does, as far as <see cref="Weight"/> tells.</summary>
    internal bool IsWeighed => Weight.HasInterval && Weight.Upper >= LeastWeight;
}
