using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.Onnx.Guarding.Operators;

/// <summary>An operator that a model may use.</summary>
/// <param name="Name">The name, with the domain if it is not the standard one.</param>
/// <param name="Profile">The least profile that allows it.</param>
/// <param name="Inputs">The least and the greatest number of inputs.</param>
/// <param name="Outputs">The greatest number of outputs.</param>
/// <param name="Rule">The rule of its outputs.</param>
internal sealed record OperatorEntry(
    string Name, OnnxProfile Profile, (int Least, int Most) Inputs, int Outputs, OperatorRule Rule)
{
    /// <summary>Returns how many inputs, from the first, must be present: a name that is empty leaves one out.</summary>
    /// <param name="inputs">The number of inputs of a node.</param>
    public int Required(int inputs) => Inputs.Most == GuardedOperators.Many ? inputs : Inputs.Least;
}
