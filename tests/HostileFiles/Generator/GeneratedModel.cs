using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.HostileFiles;

/// <summary>A model that was made up.</summary>
/// <param name="Bytes">The bytes of an .onnx file.</param>
/// <param name="Profile">The profile that it is to be loaded with.</param>
/// <param name="Operators">The operators in it.</param>
internal sealed record GeneratedModel(byte[] Bytes, OnnxProfile Profile, IReadOnlyList<string> Operators)
{
    /// <summary>The operators in a line.</summary>
    public string OperatorNames => string.Join(' ', Operators);
}
