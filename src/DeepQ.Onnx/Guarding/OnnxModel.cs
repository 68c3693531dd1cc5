using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;
using Google.Protobuf;

namespace DeepQ.Onnx.Guarding;

/// <summary>Reading the bytes of a model with care: they may be torn, foreign or hostile.</summary>
internal static class OnnxModel
{
    // Of a file of one's own, which may be larger than one from anywhere.
    private const long ParsedFor = 8;

    private static ReadOnlySpan<byte> RuntimeFormat => "ORTM"u8;

    /// <summary>Reads a model that has a graph with an output and says which operators it uses.</summary>
    /// <param name="bytes">The bytes of the model.</param>
    /// <param name="limits">
    /// What it may take; null for the default or, for a long model, what its own length makes likely.
    /// </param>
    /// <exception cref="PolicyFormatException">The bytes are not a whole ONNX model, or take too much.</exception>
    public static ModelProto Parse(ReadOnlySpan<byte> bytes, OnnxLimits? limits = null)
    {
        if (bytes.IsEmpty)
            throw new PolicyFormatException("The model is empty.");
        if (IsOfRuntime(bytes))
            throw new PolicyFormatException("The bytes are of ONNX Runtime's own format, and no ONNX model.");
        if (bytes.Length > limits?.FileBytes)
        {
            throw Refusal.Because(
                $"has {bytes.Length} bytes; {limits.FileBytes} are the most, the limit {nameof(limits.FileBytes)}; a file of one's own " +
                $"may have {nameof(OnnxLimits)}.{nameof(OnnxLimits.None)}");
        }

        long most = limits?.ParsedBytes ?? Math.Max(new OnnxLimits().ParsedBytes, ParsedFor * bytes.Length);

        ModelProto model;
        try
        {
            if (ParsedSize.Of(bytes, ModelProto.Descriptor, most) > most)
                throw Refusal.Because($"takes more than {most} bytes of memory when it is parsed, the limit {nameof(limits.ParsedBytes)}");
            model = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (Exception error) when (error is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new PolicyFormatException(
                $"The {bytes.Length} bytes are no ONNX model: torn or of another kind.", error);
        }

        string? problem = model switch
        {
            { IrVersion: <= 0 } => "says no version of the format",
            { Graph: null } => "has no graph",
            { Graph.Output.Count: 0 } => "has no outputs",
            { OpsetImport.Count: 0 } => "does not say which operator set it uses",
            _ => null,
        };
        return problem is null
            ? model
            : throw new PolicyFormatException($"The ONNX model {problem}: torn or of another kind.");
    }

    /// <summary>Whether ONNX Runtime would take the bytes for its own format, and not look for an ONNX model in them.</summary>
    public static bool IsOfRuntime(ReadOnlySpan<byte> bytes) => bytes.Length >= 8 && bytes[4..8].SequenceEqual(RuntimeFormat);

    /// <summary>Gathers named values of a file, none of which may occur twice.</summary>
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
