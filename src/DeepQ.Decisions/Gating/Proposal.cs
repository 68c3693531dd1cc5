using DeepQ.Decisions.Estimation;
using DeepQ.Decisions.Policies;

namespace DeepQ.Decisions.Gating;

/// <summary>The outcome of a proposal.</summary>
/// <param name="Version">The version in the registry.</param>
/// <param name="Action">
/// <see cref="RegistryAction.Promoted"/>, <see cref="RegistryAction.Tried"/> or <see cref="RegistryAction.Refused"/>; or
/// <see cref="RegistryAction.Held"/> if it is on trial already, and automatic changes are held.
/// </param>
/// <param name="Reason">The reason, a sentence with the numbers.</param>
/// <param name="Evaluation">
/// The estimates: of the candidate, then of the policy in use and of the baseline, if there are any.
/// </param>
public sealed record Proposal(RegisteredVersion Version, RegistryAction Action, string Reason, LogEvaluation Evaluation);
