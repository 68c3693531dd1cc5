using DeepQ.Onnx.Format;
using Google.Protobuf;

namespace DeepQ.Onnx;

/// <summary>Reading the bytes of a model with care: they may be torn, foreign or hostile.</summary>
internal static class OnnxModel
{
    /// <summary>Reads a model that has a graph with an output and says which operators it uses.</summary>
    /// <remarks>The memory taken is bounded by the length of the bytes, whatever lengths they claim.</remarks>
    /// <exception cref="PolicyFormatException">The bytes are not a whole ONNX model.</exception>
    public static ModelProto Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw new PolicyFormatException("The model is empty.");

        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException error)
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

    /// <summary>Gathers named values of a file, none of which may occur twice.</summary>
    /// <exception cref="PolicyFormatException">A name occurs twice.</exception>
    public static Dictionary<string, T> Distinct<T>(IEnumerable<(string Name, T Value)> entries, string kind)
    {
        Dictionary<string, T> values = new(StringComparer.Ordinal);
        foreach ((string name, T value) in entries)
        {
            if (!values.TryAdd(name, value))
                throw new PolicyFormatException($"The ONNX model has the {kind} '{name}' twice.");
        }

        return values;
    }
}
