namespace DeepQ.Onnx.Guarding;

/// <summary>
/// A model that passed <see cref="OnnxGuard"/>, in bytes that were written from what was checked. Only the guard makes one.
/// </summary>
public sealed class CheckedModel
{
    internal CheckedModel(byte[] bytes) => Bytes = bytes;

    /// <summary>The bytes of the model; a runtime that is given them can read nothing else in them.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }
}
