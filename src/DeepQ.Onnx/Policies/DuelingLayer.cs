namespace DeepQ.Onnx;

/// <summary>
/// Two streams from the same features, joined to Q-values: Q(s, a) = V(s) + A(s, a) − mean over a' of A(s, a').
/// </summary>
/// <param name="Value">The layers that give V, one value.</param>
/// <param name="Advantage">The layers that give A, one value an action.</param>
/// <remarks>
/// Wang et al.: Dueling Network Architectures for Deep Reinforcement Learning (2016), equation 9,
/// https://arxiv.org/abs/1511.06581.
/// </remarks>
public sealed record DuelingLayer(IReadOnlyList<PolicyLayer> Value, IReadOnlyList<PolicyLayer> Advantage) : PolicyLayer;
