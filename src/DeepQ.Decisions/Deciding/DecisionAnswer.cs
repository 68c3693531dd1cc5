namespace DeepQ.Decisions;

/// <summary>A decision, returned to the caller that carries it out.</summary>
/// <param name="Id">The id for rewards and activations.</param>
/// <param name="Action">The action, or the index of the candidate, from 0.</param>
/// <param name="Name">The name of the action, or the id of the candidate.</param>
/// <param name="Probability">The probability that the action had; null if the caller chose it and did not give one.</param>
/// <param name="Version">The version of the policy that decided, <c>baseline</c> or <c>caller</c>.</param>
/// <param name="Logged">
/// Completes when the decision is durable in the log; fails with a <see cref="Storage.DecisionStoreException"/> if it
/// was dropped or could not be written. Already complete for a decision that is not logged.
/// </param>
public sealed record DecisionAnswer(Guid Id, int Action, string Name, double? Probability, string Version, Task Logged);
