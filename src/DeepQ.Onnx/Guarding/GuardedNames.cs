using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.Onnx.Guarding;

/// <summary>Limits the texts of a file: names, and the content of text attributes.</summary>
internal static class GuardedNames
{
    /// <summary>The greatest length of a name in characters.</summary>
    public const int MaxLength = 1_024;

    private const int MaxProperties = 1_000;
    private const int MaxPropertyCharacters = 1 << 20;
    private const int MaxCharacters = 4 << 20;

    /// <exception cref="PolicyFormatException">There are too many, or one is too long or invalid.</exception>
    public static void Check(ModelProto model)
    {
        long characters = model.MetadataProps.Sum(property => (long)property.Key.Length + property.Value.Length);
        if (model.MetadataProps.Count > MaxProperties || characters > MaxPropertyCharacters)
        {
            throw Refusal.Because(
                $"has {model.MetadataProps.Count} properties of {characters} characters; at most {MaxProperties} of "
                + $"{MaxPropertyCharacters} are allowed");
        }

        GraphProto graph = model.Graph;
        Check(graph.Node.SelectMany(node => node.Input.Concat(node.Output).Append(node.Name).Append(node.OpType))
            .Concat(graph.Initializer.Select(tensor => tensor.Name))
            .Concat(graph.Input.Concat(graph.Output).SelectMany(Texts)));
    }

    private static IEnumerable<string> Texts(ValueInfoProto value) =>
        (value.Type?.TensorType?.Shape?.Dim ?? []).Select(axis => axis.DimParam).Append(value.Name);

    private static void Check(IEnumerable<string> names)
    {
        long characters = 0;
        foreach (string name in names)
        {
            characters += name.Length;
            if (name.Length > MaxLength || characters > MaxCharacters || name.Contains('\0', StringComparison.Ordinal))
                throw Refusal.Because($"has the name '{Refusal.Short(name)}', which is too long, or names that are in total");
        }
    }
}
