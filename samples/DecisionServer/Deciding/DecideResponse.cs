namespace DecisionServer.Deciding;

/// <summary>A decision.</summary>
/// <param name="Id">What rewards and activations name.</param>
/// <param name="Action">The action, from 0.</param>
/// <param name="Name">The name of the action.</param>
/// <param name="Probability">The probability that it had; null where the caller chose it and did not say.</param>
/// <param name="Version">The version of the policy that decided, <c>baseline</c> or <c>caller</c>.</param>
internal sealed record DecideResponse(Guid Id, int Action, string Name, double? Probability, string Version);
