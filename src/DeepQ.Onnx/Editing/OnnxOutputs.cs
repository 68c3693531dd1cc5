using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;

namespace DeepQ.Onnx.Editing;

/// <summary>Selects the outputs of a model.</summary>
public static class OnnxOutputs
{
    /// <summary>Keeps some outputs; the others become inner values.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="names">The outputs to keep.</param>
    /// <returns>The bytes of the model with only these outputs.</returns>
    /// <exception cref="ArgumentException">The graph has no output of a given name, or no name is given.</exception>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model.</exception>
    public static byte[] Keep(ReadOnlySpan<byte> model, params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        ModelProto proto = OnnxModel.Parse(model);
        ValueInfoProto[] outputs = [.. proto.Graph.Output];
        if (names.FirstOrDefault(name => outputs.All(output => output.Name != name)) is { } missing)
        {
            throw new ArgumentException(
                $"The graph has no output '{missing}': it has " +
                $"{string.Join(", ", outputs.Select(output => output.Name))}.",
                nameof(names));
        }

        if (names.Count == 0)
            throw new ArgumentException("A model needs at least one output.", nameof(names));
        proto.Graph.Output.Clear();
        proto.Graph.Output.Add(outputs.Where(output => names.Contains(output.Name)));
        return ContentHash.Restamp(proto);
    }
}
