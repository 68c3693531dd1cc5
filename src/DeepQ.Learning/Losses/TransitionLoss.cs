namespace DeepQ.Learning.Losses;

/// <summary>What a transition cost.</summary>
/// <param name="Value">The loss, times the weight of the transition.</param>
/// <param name="Mean">The Q-value of the action taken, Q(s, a).</param>
/// <param name="Error">How far it was from its target: its priority in a replay.</param>
internal readonly record struct TransitionLoss(double Value, double Mean, float Error);
