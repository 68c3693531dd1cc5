using DeepQ.Onnx.Verification;

namespace DeepQ.Onnx.Adoption;

/// <summary>A Q-network from elsewhere as a policy file.</summary>
/// <param name="Model">The bytes of the .onnx file.</param>
/// <param name="Report">How the file compares with the model that it was made of.</param>
public sealed record AdoptedPolicy(ReadOnlyMemory<byte> Model, VerificationReport Report);
