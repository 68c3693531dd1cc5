namespace DeepQ.Onnx.Policies;

/// <summary>Applies an activation to each value.</summary>
/// <param name="Activation">The function.</param>
public sealed record ActivationLayer(PolicyActivation Activation) : PolicyLayer;
