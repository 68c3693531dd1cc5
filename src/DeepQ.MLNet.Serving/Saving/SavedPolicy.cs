namespace DeepQ.MLNet.Saving;

/// <summary>A policy as stored in a file.</summary>
/// <param name="Model">The bytes of its ONNX model.</param>
/// <param name="Entry">The entry of the zip that it was in; empty if the file is the model.</param>
/// <param name="File">The bytes of the file.</param>
internal sealed record SavedPolicy(byte[] Model, string Entry, byte[] File)
{
    /// <summary>Whether the pipeline has steps before the policy.</summary>
    public bool IsAfterOthers => Entry.Split('/', '\\')
        .Any(part => part.StartsWith("Transform_", StringComparison.Ordinal) && part["Transform_".Length..].Any(digit => digit != '0'));
}
