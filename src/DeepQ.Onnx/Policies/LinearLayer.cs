namespace DeepQ.Onnx.Policies;

/// <summary>A fully connected layer: y = W x + b.</summary>
/// <param name="Weight">W, shape [outputs, inputs], row-major.</param>
/// <param name="Bias">b, shape [outputs].</param>
public sealed record LinearLayer(ReadOnlyMemory<float> Weight, ReadOnlyMemory<float> Bias) : PolicyLayer;
