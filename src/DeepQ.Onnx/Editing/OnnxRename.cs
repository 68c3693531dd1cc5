using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;

namespace DeepQ.Onnx.Editing;

/// <summary>Renames the inputs and outputs of a model.</summary>
public static class OnnxRename
{
    /// <summary>
    /// Renames inputs and outputs wherever the graph uses them; no node is added, and everything else stays unchanged.
    /// Inner values that already have one of the new names are renamed, and the property with the name of a policy's
    /// observation is updated.
    /// </summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="names">The new name of an input or output by its current name.</param>
    /// <returns>The bytes of the renamed model.</returns>
    /// <exception cref="ArgumentException">
    /// The graph has no input or output of a given name, a new name is empty, or two would have the same name.
    /// </exception>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model.</exception>
    public static byte[] InputsAndOutputs(ReadOnlySpan<byte> model, IReadOnlyDictionary<string, string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        ModelProto proto = OnnxModel.Parse(model);
        string[] ports = [.. proto.Graph.Input.Concat(proto.Graph.Output).Select(port => port.Name).Distinct()];
        foreach ((string old, string name) in names)
        {
            if (!ports.Contains(old))
            {
                throw new ArgumentException(
                    $"The graph has no input or output '{old}': it has {string.Join(", ", ports)}.", nameof(names));
            }

            if (string.IsNullOrEmpty(name))
                throw new ArgumentException($"The new name of '{old}' is empty.", nameof(names));
        }

        string[] results = [.. ports.Select(port => names.GetValueOrDefault(port, port))];
        if (results.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two inputs or outputs would be named '{twice.Key}'.", nameof(names));

        Dictionary<string, string> all = new(names, StringComparer.Ordinal);
        HashSet<string> present = GraphValues.NamesIn(proto.Graph);
        HashSet<string> taken = [.. present, .. results];
        foreach (string clash in results.Where(name => present.Contains(name) && !ports.Contains(name)))
            all[clash] = GraphValues.Fresh(clash, taken);

        GraphValues.Rename(proto.Graph, all);
        foreach (StringStringEntryProto property in proto.MetadataProps)
        {
            if (property.Key == PolicyProperties.ObservationName)
                property.Value = names.GetValueOrDefault(property.Value, property.Value);
        }

        return ContentHash.Restamp(proto);
    }
}
