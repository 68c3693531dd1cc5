using System.Diagnostics.CodeAnalysis;

namespace DeepQ.Serving.Compression;

/// <summary>A smaller form of a policy, and what it costs.</summary>
/// <param name="Model">The bytes of an .onnx file.</param>
/// <param name="Report">The figures.</param>
[SuppressMessage("Performance", "CA1819", Justification = "The array is the caller's own.")]
public sealed record CompressedPolicy(byte[] Model, CompressionReport Report);
