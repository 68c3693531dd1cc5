using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using Google.Protobuf;

namespace DeepQ.Onnx.Guarding;

/// <summary>Parses the bytes of a model defensively: they may be torn, foreign or hostile.</summary>
internal static class OnnxModel
{
    // For trusted files, which may be larger than untrusted ones.
    private const long ParsedFor = 8;

    private static ReadOnlySpan<byte> RuntimeFormat => "ORTM"u8;

    /// <summary>Parses a model that has a graph with an output and declares its operator sets.</summary>
    /// <param name="bytes">The bytes of the model.</param>
    /// <param name="limits">
    /// The limits; null for the default or, for a long model, for limits suited to its length.
    /// </param>
    /// <exception cref="PolicyFormatException">The bytes are not a complete ONNX model, or exceed the limits.</exception>
    public static ModelProto Parse(ReadOnlySpan<byte> bytes, OnnxLimits? limits = null)
    {
        if (bytes.IsEmpty)
            throw new PolicyFormatException("The model is empty.");
        if (IsOfRuntime(bytes))
            throw new PolicyFormatException("The bytes are in ONNX Runtime's own format, not an ONNX model.");
        if (bytes.Length > limits?.FileBytes)
        {
            throw Refusal.Because(
                $"has {bytes.Length} bytes, more than {limits.FileBytes}, the limit {nameof(limits.FileBytes)}; for your own files " +
                $"use {nameof(OnnxLimits)}.{nameof(OnnxLimits.None)}");
        }

        long most = limits?.ParsedBytes ?? Math.Max(new OnnxLimits().ParsedBytes, ParsedFor * bytes.Length);

        ModelProto model;
        try
        {
            if (ParsedSize.Of(bytes, ModelProto.Descriptor, most) > most)
                throw Refusal.Because($"needs more than {most} bytes of memory when parsed, the limit {nameof(limits.ParsedBytes)}");
            model = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new PolicyFormatException(
                $"The {bytes.Length} bytes are not an ONNX model: torn or of another kind.", error);
        }

        string? problem = model switch
        {
            { IrVersion: <= 0 } => "does not declare a format version",
            { Graph: null } => "has no graph",
            { Graph.Output.Count: 0 } => "has no outputs",
            { OpsetImport.Count: 0 } => "does not declare its operator set",
            _ => null,
        };
        return problem is null
            ? model
            : throw new PolicyFormatException($"The ONNX model {problem}: torn or of another kind.");
    }

    /// <summary>
    /// Returns whether ONNX Runtime would take the bytes for its own format instead of an ONNX model.
    /// </summary>
    public static bool IsOfRuntime(ReadOnlySpan<byte> bytes) => bytes.Length >= 8 && bytes[4..8].SequenceEqual(RuntimeFormat);

    /// <summary>Collects named values of a file, none of which may occur twice.</summary>
    /// <exception cref="PolicyFormatException">A name occurs twice.</exception>
    public static Dictionary<string, T> Distinct<T>(IEnumerable<(string Name, T Value)> entries, string kind)
    {
        Dictionary<string, T> values = new(StringComparer.Ordinal);
        foreach ((string name, T value) in entries)
        {
            if (!values.TryAdd(name, value))
                throw new PolicyFormatException($"The ONNX model has the {kind} '{Refusal.Short(name)}' twice.");
        }

        return values;
    }
}
