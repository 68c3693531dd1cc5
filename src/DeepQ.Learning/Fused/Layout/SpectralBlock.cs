namespace DeepQ.Learning.Fused.Layout;

/// <summary>Outputs whose weights W are divided by σ(W), in flat memory: rows of a layer.</summary>
/// <param name="Memory">The layer.</param>
/// <param name="FirstOutput">The first of the outputs.</param>
/// <param name="Outputs">Their number.</param>
internal sealed record SpectralBlock(DenseLayout Memory, int FirstOutput, int Outputs);
