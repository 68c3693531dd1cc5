using DeepQ.Onnx.Verification;

namespace DeepQ.Onnx.Adoption;

/// <summary>A Q-network from elsewhere as a policy file.</summary>
/// <param name="Model">The bytes of the .onnx file.</param>
/// <param name="Report">The comparison of the file with the model that it was made from.</param>
public sealed record AdoptedPolicy(ReadOnlyMemory<byte> Model, VerificationReport Report);
