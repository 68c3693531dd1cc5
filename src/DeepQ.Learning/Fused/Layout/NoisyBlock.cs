namespace DeepQ.Learning.Fused.Layout;

/// <summary>The outputs of a fully connected layer whose weights carry noise of their own, in flat memory.</summary>
/// <param name="Memory">The layer, with the means of its weights and biases.</param>
/// <param name="FirstOutput">The first of the outputs.</param>
/// <param name="Outputs">Their number.</param>
/// <param name="Scales">How far behind a mean the scale of its noise is.</param>
/// <param name="Inputs">Where the inputs are in a row of weights: the module draws the noise of each in its own order.</param>
internal sealed record NoisyBlock(DenseLayout Memory, int FirstOutput, int Outputs, int Scales, ParameterSlot Inputs);
