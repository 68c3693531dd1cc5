using DeepQ.Onnx.Format;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding;

namespace DeepQ.Onnx.Editing;

/// <summary>Completes a model that only returns Q-values.</summary>
public static class OnnxGreedyAction
{
    /// <summary>Adds an output with the index of the greatest Q-value of each row, the first of equals.</summary>
    /// <param name="model">The bytes of an .onnx file.</param>
    /// <param name="qValues">The output with the Q-values, float [batch, actions].</param>
    /// <param name="action">The name of the new output, int64 [batch]; an inner value of this name is renamed.</param>
    /// <returns>The bytes of the model with the additional output.</returns>
    /// <exception cref="ArgumentException">
    /// The graph has no such output with two axes, or has an input or output of the new name.
    /// </exception>
    /// <exception cref="PolicyFormatException">The bytes are not an ONNX model.</exception>
    public static byte[] Append(ReadOnlySpan<byte> model, string qValues, string action)
    {
        ModelProto proto = OnnxModel.Parse(model);
        GraphProto graph = proto.Graph;
        ValueInfoProto? values = graph.Output.FirstOrDefault(output => output.Name == qValues);
        if (values?.Type?.TensorType?.Shape is not { Dim: [var batch, _] })
            throw new ArgumentException($"The graph has no output '{qValues}' of two axes.", nameof(qValues));
        if (string.IsNullOrEmpty(action) || graph.Input.Concat(graph.Output).Any(port => port.Name == action))
            throw new ArgumentException($"'{action}' is empty or the name of another input or output.", nameof(action));

        HashSet<string> taken = GraphValues.NamesIn(graph);
        if (!taken.Add(action))
            GraphValues.Rename(graph, new Dictionary<string, string> { [action] = GraphValues.Fresh(action, taken) });

        graph.Node.Add(new NodeProto
        {
            OpType = "ArgMax",
            Input = { qValues },
            Output = { action },
            Attribute = { OnnxAttribute.Int("axis", 1).Proto, OnnxAttribute.Int("keepdims", 0).Proto },
        });
        TypeProto.Types.Tensor type = new()
        {
            ElemType = (int)OnnxElementType.Int64,
            Shape = new TensorShapeProto { Dim = { batch.Clone() } },
        };
        graph.Output.Add(new ValueInfoProto { Name = action, Type = new TypeProto { TensorType = type } });
        return ContentHash.Restamp(proto);
    }
}
