namespace DeepQ.Onnx;

/// <summary>Writes a policy network as an ONNX model.</summary>
/// <remarks>
/// The model has one input, float [batch, n] or [batch, channels, height, width], named after the observation, and two
/// outputs: <see cref="QValuesName"/>, float [batch, actions], and <see cref="ActionName"/>, int64 [batch], the action
/// of the greatest Q-value, the first one of equals.
/// </remarks>
public static class PolicyGraph
{
    /// <summary>The output that holds the Q-values.</summary>
    public const string QValuesName = "QValues";

    /// <summary>The output that holds the greedy action, counted from zero.</summary>
    public const string ActionName = "Action";

    /// <summary>The name of the axis that counts the rows of a batch.</summary>
    public const string BatchAxis = "batch";

    /// <summary>Writes a network; the same layers and metadata give the same bytes.</summary>
    /// <param name="layers">The layers from observation to Q-values.</param>
    /// <param name="metadata">Names the input and its shape, and the actions; written into the file too.</param>
    /// <param name="operatorSet">
    /// The version of the standard operators, 7 to 17; null for the lowest that serves, which any runtime can read.
    /// </param>
    /// <returns>The bytes of an .onnx file.</returns>
    /// <exception cref="ArgumentException">
    /// There are no layers, a layer does not fit the one before it, a weight has the wrong length or is not finite, or
    /// the last layer does not give one value an action; the message names the layer.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A layer cannot be written in <paramref name="operatorSet"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">The metadata could not be read again.</exception>
    public static byte[] ToBytes(
        IReadOnlyList<PolicyLayer> layers, PolicyMetadata metadata, int? operatorSet = null)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(metadata);

        OnnxGraph graph = new("policy");
        foreach ((string key, string value) in metadata.ToProperties())
            graph.Metadata.Add(key, value);

        int[] shape = [.. metadata.ObservationShape];
        OnnxDimension[] dimensions = [BatchAxis, .. shape.Select(length => (long)length)];
        graph.AddInput(metadata.ObservationName, OnnxElementType.Float32, dimensions);
        int[] output = new LayerWriter(graph).Write(layers, metadata.ObservationName, shape, "layer", QValuesName);
        int actions = metadata.ActionNames.Count;
        if (output is not [int count] || count != actions)
        {
            throw new ArgumentException(
                $"The network gives {LayerWriter.Describe(output)} a state; {actions} actions need {actions} values.",
                nameof(layers));
        }

        graph.AddNode(
            "ArgMax", [QValuesName], [ActionName], OnnxAttribute.Int("axis", 1), OnnxAttribute.Int("keepdims", 0));
        graph.AddOutput(QValuesName, OnnxElementType.Float32, BatchAxis, actions);
        graph.AddOutput(ActionName, OnnxElementType.Int64, BatchAxis);
        return graph.ToBytes(operatorSet);
    }
}
