namespace DeepQ.Learning.Fused.Layout;

/// <summary>The outputs of a fully connected layer with noisy weights, in flat memory.</summary>
/// <param name="Memory">The layer, with the means of its weights and biases.</param>
/// <param name="FirstOutput">The first of the outputs.</param>
/// <param name="Outputs">The number of outputs.</param>
/// <param name="Scales">The distance from a mean to the scale of its noise.</param>
/// <param name="Inputs">The inputs in a row of weights; the module draws their noise in its own order.</param>
internal sealed record NoisyBlock(DenseLayout Memory, int FirstOutput, int Outputs, int Scales, ParameterSlot Inputs);
