using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions.Estimation;

/// <summary>What a log says of a policy.</summary>
/// <param name="Name">The name of the policy.</param>
/// <param name="Value">
/// What it is worth: a decision where γ is 0, otherwise an episode. Without interval where fewer than two episodes tell.
/// </param>
/// <param name="Support">
/// The probability of its actions that could have been logged, a mean over the decisions: below 1 the value rests on the model in part.
/// </param>
/// <param name="Agreement">The mean probability that it gives the logged actions.</param>
/// <param name="EffectiveSampleSize">The number of decisions of its own that would say as much: (Σρ)² / Σρ² of the ratios ρ.</param>
public sealed record PolicyEstimate(string Name, ValueEstimate Value, double Support, double Agreement, double EffectiveSampleSize);
