using DeepQ.Decisions.Policies;

namespace DeepQ.Decisions.Gating;

/// <summary>The outcome of an evaluation of the versions that decide.</summary>
/// <param name="Action">
/// <see cref="RegistryAction.Promoted"/> or <see cref="RegistryAction.Refused"/> for a canary,
/// <see cref="RegistryAction.RolledBack"/> for the policy in use; null if nothing changed.
/// </param>
/// <param name="Reason">The reason, a sentence with the numbers.</param>
public sealed record WatchVerdict(RegistryAction? Action, string Reason);
