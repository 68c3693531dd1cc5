namespace DeepQ.Learning.Losses;

/// <summary>The loss of a transition.</summary>
/// <param name="Value">The loss, times the weight of the transition.</param>
/// <param name="Mean">The Q-value of the action taken, Q(s, a).</param>
/// <param name="Error">Its distance from the target, which is its priority in a replay.</param>
internal readonly record struct TransitionLoss(double Value, double Mean, float Error);
