namespace DeepQ.Onnx.Policies;

/// <summary>
/// Two streams from the same features, joined to Q-values: Q(s, a) = V(s) + A(s, a) − mean over a' of A(s, a').
/// </summary>
/// <param name="Value">The layers that give V, one value.</param>
/// <param name="Advantage">The layers that give A, one value an action.</param>
/// <param name="ValuesPerAction">
/// N, where V has N values and each action has N, one after the other, of which each is joined on its own.
/// </param>
/// <remarks>
/// Wang et al.: Dueling Network Architectures for Deep Reinforcement Learning (2016), equation 9,
/// https://arxiv.org/abs/1511.06581.
/// </remarks>
public sealed record DuelingLayer(
    IReadOnlyList<PolicyLayer> Value, IReadOnlyList<PolicyLayer> Advantage, int ValuesPerAction = 1) : PolicyLayer;
