namespace DeepQ.Decisions;

/// <summary>A decision, for whoever carries it out.</summary>
/// <param name="Id">What rewards and activations name.</param>
/// <param name="Action">The action, or the index of the candidate, from 0.</param>
/// <param name="Name">The name of the action, or the id of the candidate.</param>
/// <param name="Probability">The probability that the action had; null where the caller chose it and did not say.</param>
/// <param name="Version">The version of the policy that decided, <c>baseline</c> or <c>caller</c>.</param>
/// <param name="Logged">
/// Completes when the decision is durable in the log; fails with a <see cref="Storage.DecisionStoreException"/> where it was
/// dropped or could not be written. It is complete at once for a decision that is not to be logged.
/// </param>
public sealed record DecisionAnswer(Guid Id, int Action, string Name, double? Probability, string Version, Task Logged);
