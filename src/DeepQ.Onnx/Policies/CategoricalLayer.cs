namespace DeepQ.Onnx.Policies;

/// <summary>
/// The means of categorical distributions, one an action: Q(s, a) = Σᵢ pᵢ zᵢ, where p is the softmax of the action's
/// logits.
/// </summary>
/// <param name="Returns">
/// The return z that each logit of an action stands for, shape [n]; actions × n logits come in.
/// </param>
/// <remarks>
/// Bellemare, Dabney, Munos: A Distributional Perspective on Reinforcement Learning (2017),
/// https://arxiv.org/abs/1707.06887.
/// </remarks>
public sealed record CategoricalLayer(ReadOnlyMemory<float> Returns) : PolicyLayer;
