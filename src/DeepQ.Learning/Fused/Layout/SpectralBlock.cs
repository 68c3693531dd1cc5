namespace DeepQ.Learning.Fused.Layout;

/// <summary>The outputs of a layer whose weights W are divided by σ(W), in flat memory: rows of the layer.</summary>
/// <param name="Memory">The layer.</param>
/// <param name="FirstOutput">The first of the outputs.</param>
/// <param name="Outputs">The number of outputs.</param>
internal sealed record SpectralBlock(DenseLayout Memory, int FirstOutput, int Outputs);
