namespace DeepQ.Onnx.Policies;

/// <summary>
/// Q-values in which the actions that the data hardly support lie below all others: Q(s, a) where
/// x(s, a) − max over a' of x(s, a') is at least a threshold, Q(s, a) − (1 + max Q(s, ·) − min Q(s, ·)) elsewhere.
/// </summary>
/// <param name="Values">The layers that give Q, one value an action.</param>
/// <param name="Behavior">The layers that give x, the logarithm of how likely each action is, up to a constant.</param>
/// <param name="LogThreshold">The threshold, below 0: the logarithm of a part of the greatest probability.</param>
/// <remarks>
/// Fujimoto, Conti, Ghavamzadeh, Pineau: Benchmarking Batch Deep Reinforcement Learning Algorithms (2019), section 4.1,
/// https://arxiv.org/abs/1910.01708.
/// </remarks>
public sealed record SupportLayer(
    IReadOnlyList<PolicyLayer> Values, IReadOnlyList<PolicyLayer> Behavior, float LogThreshold) : PolicyLayer;
