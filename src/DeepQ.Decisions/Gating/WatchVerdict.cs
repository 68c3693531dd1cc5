using DeepQ.Decisions.Policies;

namespace DeepQ.Decisions.Gating;

/// <summary>What a look at the versions that decide led to.</summary>
/// <param name="Action">
/// <see cref="RegistryAction.Promoted"/> or <see cref="RegistryAction.Refused"/> of a canary, <see cref="RegistryAction.RolledBack"/>
/// of the policy in use; null where all stays as it is.
/// </param>
/// <param name="Reason">Why, in a sentence with the numbers.</param>
public sealed record WatchVerdict(RegistryAction? Action, string Reason);
