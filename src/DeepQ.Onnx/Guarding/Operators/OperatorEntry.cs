using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.Onnx.Guarding.Operators;

/// <summary>An operator that a model may use.</summary>
/// <param name="Name">The name, with the domain where it is not the standard one.</param>
/// <param name="Profile">The least profile that has it.</param>
/// <param name="Inputs">The least and the most inputs.</param>
/// <param name="Outputs">The most outputs.</param>
/// <param name="Rule">What it gives.</param>
internal sealed record OperatorEntry(
    string Name, OnnxProfile Profile, (int Least, int Most) Inputs, int Outputs, OperatorRule Rule);
