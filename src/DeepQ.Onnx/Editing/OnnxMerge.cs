using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;
using DeepQ.Onnx.Policies;
using Google.Protobuf.Collections;

namespace DeepQ.Onnx.Editing;

/// <summary>Joins two models into one.</summary>
public static class OnnxMerge
{
    /// <summary>
    /// Appends a second model to a first one: outputs of the first become inputs of the second. The result has the
    /// other inputs and all outputs of both. Inner values of the second whose names clash with the first are renamed.
    /// Properties of both are kept; if keys are equal, the second's value is. Declarations of inner values of the first
    /// are dropped.
    /// </summary>
    /// <param name="first">The bytes of the model that comes first, such as a featurizer; its names are kept.</param>
    /// <param name="second">The bytes of a model that this library wrote, such as a policy.</param>
    /// <param name="connections">The outputs of the first, by the inputs of the second that they become.</param>
    /// <returns>The bytes of the joined model, with the first one's version of the standard operators.</returns>
    /// <exception cref="ArgumentException">
    /// An input or output to connect does not exist or does not fit, an input or output of the second has a name of the
    /// first, or a node of the second is not valid in the first one's operator set.
    /// </exception>
    /// <exception cref="PolicyFormatException">The bytes are not ONNX models.</exception>
    public static byte[] Append(
        ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, IReadOnlyDictionary<string, string> connections)
    {
        ArgumentNullException.ThrowIfNull(connections);
        ModelProto lead = OnnxModel.Parse(first);
        ModelProto tail = OnnxModel.Parse(second);
        foreach ((string input, string output) in connections)
        {
            CheckFit(
                Find(lead.Graph.Output, output, "first model has no output"),
                Find(tail.Graph.Input, input, "second model has no input"));
        }

        CheckOperators(lead, tail);
        NameOpenAxes(lead.Graph);
        TransposedProduct.Simplify(lead.Graph);
        GraphValues.Rename(tail.Graph, NewNames(lead.Graph, tail.Graph, connections));
        // The converter's declarations of inner values do not affect the result and are sometimes wrong: a runtime that
        // relies on them warns, or refuses the model.
        lead.Graph.ValueInfo.Clear();
        lead.Graph.Node.Add(tail.Graph.Node);
        lead.Graph.Initializer.Add(tail.Graph.Initializer);
        lead.Graph.ValueInfo.Add(tail.Graph.ValueInfo);
        lead.Graph.Input.Add(tail.Graph.Input.Where(input => !connections.Values.Contains(input.Name)));
        lead.Graph.Output.Add(tail.Graph.Output);
        lead.IrVersion = Math.Max(lead.IrVersion, tail.IrVersion);
        MergeProperties(lead, tail, connections);
        return ContentHash.Restamp(lead);
    }

    private static OnnxTensorInfo Find(RepeatedField<ValueInfoProto> ports, string name, string problem) =>
        ports.FirstOrDefault(port => port.Name == name) is { } port
            ? OnnxTensorInfo.Of(port)
            : throw new ArgumentException(
                $"The {problem} '{name}': it has {string.Join(", ", ports.Select(other => other.Name))}.");

    private static void CheckFit(OnnxTensorInfo output, OnnxTensorInfo input)
    {
        bool shapesFit = output.Dimensions is not { } from || input.Dimensions is not { } to
            || (from.Count == to.Count && from.Zip(to).All(axis => LengthsFit(axis.First.Length, axis.Second.Length)));
        if (!shapesFit || output.ElementType != input.ElementType)
            throw new ArgumentException($"Output {output} of the first model cannot be input {input} of the second.");
    }

    private static bool LengthsFit(long? one, long? other) => one is null || other is null || one == other;

    private static void CheckOperators(ModelProto lead, ModelProto tail)
    {
        if (tail.OpsetImport.FirstOrDefault(set => !IsStandard(set)) is { } other)
            throw new ArgumentException($"The second model uses operators of '{other.Domain}', not just standard ones.");

        OperatorSetIdProto? standard = lead.OpsetImport.FirstOrDefault(IsStandard);
        if (standard is null)
            lead.OpsetImport.Add(standard = tail.OpsetImport[0].Clone());
        foreach (NodeProto node in tail.Graph.Node)
        {
            (int from, int to) = OperatorVersions.RangeOf(node);
            if (standard.Version < from || standard.Version > to)
            {
                throw new ArgumentException(
                    $"Node {node.Name} of the second model needs an operator set from {from} to {to}; "
                    + $"the first model has {standard.Version}.");
            }
        }
    }

    private static bool IsStandard(OperatorSetIdProto set) => set.Domain is "" or "ai.onnx";

    // A length of -1, as ML.NET's converter writes it, is not part of the standard.
    private static void NameOpenAxes(GraphProto lead)
    {
        foreach (ValueInfoProto value in lead.Input.Concat(lead.Output))
        {
            RepeatedField<TensorShapeProto.Types.Dimension> axes = value.Type?.TensorType?.Shape?.Dim ?? [];
            foreach (TensorShapeProto.Types.Dimension axis in axes.Skip(1).Where(axis => axis.DimValue == -1))
                axis.ClearDimValue();
            if (axes is [{ DimValue: -1 } batch, ..])
                batch.DimParam = PolicyGraph.BatchAxis;
        }
    }

    private static Dictionary<string, string> NewNames(
        GraphProto lead, GraphProto tail, IReadOnlyDictionary<string, string> connections)
    {
        HashSet<string> present = GraphValues.NamesIn(lead);
        HashSet<string> own = GraphValues.NamesIn(tail);
        HashSet<string> taken = [.. present, .. own];
        Dictionary<string, string> names = new(connections, StringComparer.Ordinal);
        HashSet<string> ports = [.. tail.Input.Concat(tail.Output).Select(port => port.Name)];
        present.Remove("");
        foreach (string clash in own.Where(name => present.Contains(name) && !names.ContainsKey(name)))
        {
            names.Add(clash, ports.Contains(clash)
                ? throw new ArgumentException($"Both models have a value '{clash}': rename that of the second model.")
                : GraphValues.Fresh(clash, taken));
        }

        return names;
    }

    private static void MergeProperties(
        ModelProto lead, ModelProto tail, IReadOnlyDictionary<string, string> connections)
    {
        foreach (StringStringEntryProto property in tail.MetadataProps)
        {
            if (lead.MetadataProps.FirstOrDefault(other => other.Key == property.Key) is { } same)
                lead.MetadataProps.Remove(same);
            if (property.Key == PolicyProperties.ObservationName)
                property.Value = connections.GetValueOrDefault(property.Value, property.Value);
            lead.MetadataProps.Add(property);
        }
    }
}
