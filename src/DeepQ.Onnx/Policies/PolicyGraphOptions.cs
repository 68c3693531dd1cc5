namespace DeepQ.Onnx.Policies;

/// <summary>What the graph of a policy has beyond an observation, Q-values and an action.</summary>
public sealed record PolicyGraphOptions
{
    /// <summary>The version of the standard operators, 7 to 17; null for the lowest that serves.</summary>
    /// <value>The default value is <see langword="null"/>.</value>
    public int? OperatorSet { get; init; }

    /// <summary>
    /// Whether there is an input <see cref="PolicyGraph.MaskName"/>, true for each legal action. Where a caller leaves
    /// it out, all are legal. An illegal action is never chosen unless none is legal.
    /// </summary>
    /// <remarks>
    /// ONNX Runtime takes such an input, but its form for Node.js leaves out what a caller gives for it, without a word. Set
    /// <see cref="ActionMaskRequired"/> for a runtime like that.
    /// </remarks>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool ActionMask { get; init; }

    /// <summary>
    /// Whether the mask of <see cref="ActionMask"/> has to be given, a row for each state. No runtime can ignore it then. With
    /// <c>OnnxPolicy</c> it is an argument, and in a pipeline of ML.NET a column.
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
    /// Whether there is an output <see cref="PolicyGraph.MarginName"/>: how much greater the greatest Q-value of a legal
    /// action is than the next one. Where only one action is legal, it is above 10³⁸.
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
