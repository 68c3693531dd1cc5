namespace DeepQ.Onnx.Guarding;

/// <summary>
/// A model that passed <see cref="OnnxGuard"/>, in bytes written from what was checked. Only the guard creates one.
/// </summary>
public sealed class CheckedModel
{
    internal CheckedModel(byte[] bytes) => Bytes = bytes;

    /// <summary>The bytes of the model; they contain nothing but what was checked.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }
}
