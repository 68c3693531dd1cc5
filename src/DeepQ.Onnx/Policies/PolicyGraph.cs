using System.Text.Json;
using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Policies;

/// <summary>Writes a policy network as an ONNX model.</summary>
/// <remarks>
/// The model has one input, float [batch, n] or [batch, channels, height, width], named after the observation, and two
/// outputs: <see cref="QValuesName"/>, float [batch, actions], and <see cref="ActionName"/>, int64 [batch], the action
/// of the greatest Q-value, the first one of equals.
/// </remarks>
public static class PolicyGraph
{
    /// <summary>The output with the Q-values.</summary>
    public const string QValuesName = "QValues";

    /// <summary>The output with the greedy action, counted from zero.</summary>
    public const string ActionName = "Action";

    /// <summary>The optional input that is true for each legal action, bool [1 or batch, actions].</summary>
    public const string MaskName = "ActionMask";

    /// <summary>The optional output with the distribution of each action's return, float [batch, actions, n].</summary>
    public const string DistributionName = "Distribution";

    /// <summary>
    /// The optional output with the margin of the best legal action over the next one, float [batch].
    /// </summary>
    public const string MarginName = "Margin";

    /// <summary>
    /// The optional output with the deviation of an ensemble's heads for each action, float [batch, actions].
    /// </summary>
    public const string UncertaintyName = "Uncertainty";

    /// <summary>The name of the axis that counts the rows of a batch.</summary>
    public const string BatchAxis = "batch";

    /// <summary>Writes a network. Equal layers and metadata give equal bytes.</summary>
    /// <param name="layers">The layers from observation to Q-values.</param>
    /// <param name="metadata">The names of the input and the actions, and the shape; also written to the file.</param>
    /// <param name="operatorSet">
    /// The version of the standard operators, 7 to 17; null for the lowest that suffices, which any runtime can read.
    /// </param>
    /// <returns>The bytes of an .onnx file.</returns>
    /// <exception cref="ArgumentException">
    /// There are no layers, a layer does not fit the previous one, a weight has the wrong length or is not finite, or
    /// the last layer does not compute one value per action; the message names the layer.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A layer cannot be written in <paramref name="operatorSet"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">The metadata could not be read again.</exception>
    public static byte[] ToBytes(
        IReadOnlyList<PolicyLayer> layers, PolicyMetadata metadata, int? operatorSet = null) =>
        ToBytes(layers, metadata, new PolicyGraphOptions { OperatorSet = operatorSet });

    /// <summary>Writes a network with optional inputs and outputs.</summary>
    /// <param name="layers">The layers from observation to Q-values.</param>
    /// <param name="metadata">The names of the input and the actions, and the shape; also written to the file.</param>
    /// <param name="options">Optional inputs and outputs of the graph.</param>
    /// <inheritdoc cref="ToBytes(IReadOnlyList{PolicyLayer}, PolicyMetadata, int?)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    public static byte[] ToBytes(
        IReadOnlyList<PolicyLayer> layers, PolicyMetadata metadata, PolicyGraphOptions options)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(options);

        OnnxGraph graph = new("policy");
        foreach ((string key, string value) in metadata.ToProperties())
            graph.Metadata.Add(key, value);

        int[] shape = [.. metadata.ObservationShape];
        string observation = AddObservation(graph, metadata, options.ByteObservations);
        LayerDistribution? distribution = null;
        LayerWriter writer = new(graph, told => distribution = told);
        IReadOnlyList<int> output = writer.Write(layers, observation, shape, "layer", QValuesName);
        int actions = metadata.ActionNames.Count;
        if (output is not [int count] || count != actions)
        {
            throw new ArgumentException(
                $"The network returns {LayerScope.Describe(output)} per state; {actions} actions need {actions} values.",
                nameof(layers));
        }

        GreedyOutputs.Add(graph, actions, options);
        if (options.Distribution)
            AddDistribution(graph, layers[^1], distribution, actions);
        if (options.Uncertainty)
            AddUncertainty(graph, layers[^1], distribution, actions);
        return ContentHash.Stamp(graph.ToBytes(options.OperatorSet));
    }

    private static string AddObservation(OnnxGraph graph, PolicyMetadata metadata, bool bytes)
    {
        string name = metadata.ObservationName;
        OnnxDimension[] dimensions = [BatchAxis, .. metadata.ObservationShape.Select(length => (long)length)];
        graph.AddInput(name, bytes ? OnnxElementType.UInt8 : OnnxElementType.Float32, dimensions);
        if (!bytes)
            return name;
        graph.AddNode("Cast", [name], [$"{name}.float"], OnnxAttribute.Int("to", (int)OnnxElementType.Float32));
        return $"{name}.float";
    }

    // The population standard deviation, because the heads are not a sample.
    private static void AddUncertainty(OnnxGraph graph, PolicyLayer last, LayerDistribution? heads, int actions)
    {
        if (heads is not { IsEnsemble: true, Value: var values })
            throw new ArgumentException($"PolicyGraphOptions.Uncertainty needs the heads of an ensemble, but the last layer is {last.GetType().Name}.", nameof(last));
        OnnxAttribute axes = OnnxAttribute.Ints("axes", 2);
        graph.AddNode("ReduceMean", [values], ["heads_mean"], axes, OnnxAttribute.Int("keepdims", 1));
        graph.AddNode("Sub", [values, "heads_mean"], ["heads_apart"]);
        graph.AddNode("Mul", ["heads_apart", "heads_apart"], ["heads_squared"]);
        graph.AddNode("ReduceMean", ["heads_squared"], ["heads_variance"], axes, OnnxAttribute.Int("keepdims", 0));
        graph.AddNode("Sqrt", ["heads_variance"], [UncertaintyName]);
        graph.AddOutput(UncertaintyName, OnnxElementType.Float32, BatchAxis, actions);
    }

    private static void AddDistribution(
        OnnxGraph graph, PolicyLayer last, LayerDistribution? distribution, int actions)
    {
        if (distribution is not (string value, int size, bool fractionsFirst, ReadOnlyMemory<float> returns))
        {
            throw new ArgumentException(
                $"The last layer is {last.GetType().Name}, which has no distribution of returns.", nameof(last));
        }

        OnnxAttribute order = fractionsFirst ? OnnxAttribute.Ints("perm", 0, 2, 1) : OnnxAttribute.Ints("perm", 0, 1, 2);
        graph.AddNode("Transpose", [value], [DistributionName], order);
        graph.AddOutput(DistributionName, OnnxElementType.Float32, BatchAxis, actions, size);
        graph.Metadata.Add(
            PolicyProperties.Distribution,
            distribution.IsEnsemble ? PolicyProperties.Heads
                : returns.IsEmpty ? PolicyProperties.Quantiles : PolicyProperties.Categorical);
        if (!returns.IsEmpty)
        {
            graph.Metadata.Add(PolicyProperties.Returns, JsonSerializer.Serialize(
                returns.ToArray(), PolicyMetadataJson.Default.IReadOnlyListSingle));
        }
    }
}
