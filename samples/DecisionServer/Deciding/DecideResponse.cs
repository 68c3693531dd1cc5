namespace DecisionServer.Deciding;

/// <summary>A decision.</summary>
/// <param name="Id">The id for rewards and activations.</param>
/// <param name="Action">The action, from 0.</param>
/// <param name="Name">The name of the action.</param>
/// <param name="Probability">The probability of the action; null if the caller chose it without one.</param>
/// <param name="Version">The version of the policy that decided, <c>baseline</c> or <c>caller</c>.</param>
internal sealed record DecideResponse(Guid Id, int Action, string Name, double? Probability, string Version);
