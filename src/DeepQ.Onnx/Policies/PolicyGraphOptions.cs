namespace DeepQ.Onnx.Policies;

/// <summary>Optional parts of a policy's graph beyond an observation, Q-values and an action.</summary>
public sealed record PolicyGraphOptions
{
    /// <summary>The version of the standard operators, 7 to 17; null for the lowest that suffices.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? OperatorSet { get; init; }

    /// <summary>
    /// Whether there is an optional input <see cref="PolicyGraph.MaskName"/>, true for each legal action. Without it,
    /// all actions are legal. An illegal action is never chosen unless none is legal.
    /// </summary>
    /// <remarks>
    /// ONNX Runtime supports such an input, but its version for Node.js silently ignores the caller's values. Set
    /// <see cref="ActionMaskRequired"/> for a runtime like that.
    /// </remarks>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ActionMask { get; init; }

    /// <summary>
    /// Whether the mask of <see cref="ActionMask"/> is required, with one row per state, so that no runtime can ignore
    /// it. It is an argument of <c>OnnxPolicy</c>, and a column in an ML.NET pipeline.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ActionMaskRequired { get; init; }

    /// <summary>
    /// Whether there is an output <see cref="PolicyGraph.DistributionName"/>: the probability of each return
    /// (<see cref="CategoricalLayer"/>), quantiles of the return (<see cref="QuantileLayer"/>, <see cref="QuantileMeanLayer"/>), or
    /// the values of the heads of an ensemble (<see cref="HeadLayer"/>).
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Distribution { get; init; }

    /// <summary>
    /// Whether there is an output <see cref="PolicyGraph.MarginName"/>: the difference between the greatest and the
    /// next Q-value of legal actions. With only one legal action, it is above 10³⁸.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Margin { get; init; }

    /// <summary>
    /// Whether there is an output <see cref="PolicyGraph.UncertaintyName"/>: for each action the standard deviation of the values of the
    /// heads of an ensemble (<see cref="HeadLayer"/>).
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Uncertainty { get; init; }

    /// <summary>Whether the observation is of bytes, such as the pixels of an image, which the graph converts.</summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ByteObservations { get; init; }
}
