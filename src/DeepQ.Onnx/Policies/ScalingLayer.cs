namespace DeepQ.Onnx.Policies;

/// <summary>Shifts and scales each value: y = (x − offset) · factor; as a first layer it normalises.</summary>
/// <param name="Offset">What is taken from each value: one for all, or one a value in the order of the input.</param>
/// <param name="Factor">What each difference is multiplied by: one for all, or one a value.</param>
public sealed record ScalingLayer(ReadOnlyMemory<float> Offset, ReadOnlyMemory<float> Factor) : PolicyLayer;
