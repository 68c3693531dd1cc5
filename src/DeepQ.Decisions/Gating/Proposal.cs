using DeepQ.Decisions.Estimation;
using DeepQ.Decisions.Policies;

namespace DeepQ.Decisions.Gating;

/// <summary>What became of a candidate.</summary>
/// <param name="Version">The version in the registry.</param>
/// <param name="Action">
/// <see cref="RegistryAction.Promoted"/>, <see cref="RegistryAction.Tried"/> or <see cref="RegistryAction.Refused"/>.
/// </param>
/// <param name="Reason">Why, in a sentence with the numbers.</param>
/// <param name="Evaluation">
/// What the log says: of the candidate, then of the policy in use, where there is one, then of the baseline, where there is one.
/// </param>
public sealed record Proposal(RegisteredVersion Version, RegistryAction Action, string Reason, LogEvaluation Evaluation);
