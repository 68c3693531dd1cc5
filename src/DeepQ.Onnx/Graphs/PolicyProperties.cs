namespace DeepQ.Onnx.Graphs;

/// <summary>The keys of the properties of a policy file (<c>metadata_props</c> of the ONNX model).</summary>
public static class PolicyProperties
{
    /// <summary>The version of these properties.</summary>
    public const string FormatVersion = Prefix + "format_version";

    /// <summary>The name of the observation, and of the graph's input.</summary>
    public const string ObservationName = Prefix + "observation_name";

    /// <summary>The length of each axis of one observation, a JSON list.</summary>
    public const string ObservationShape = Prefix + "observation_shape";

    /// <summary>The smallest value at each position of an observation, or one for all, a JSON list.</summary>
    public const string ObservationLow = Prefix + "observation_low";

    /// <summary>The greatest value at each position of an observation, or one for all, a JSON list.</summary>
    public const string ObservationHigh = Prefix + "observation_high";

    /// <summary>The names of the actions, a JSON list.</summary>
    public const string ActionNames = Prefix + "action_names";

    /// <summary>The discount of a reward one step later.</summary>
    public const string Gamma = Prefix + "gamma";

    /// <summary>The algorithm that learned the policy.</summary>
    public const string Algorithm = Prefix + "algorithm";

    /// <summary>The program that wrote the file.</summary>
    public const string CreatedBy = Prefix + "created_by";

    /// <summary>
    /// The content of the output of distributions: <see cref="Categorical"/>, <see cref="Quantiles"/> or <see cref="Heads"/>. Only in files with that
    /// output.
    /// </summary>
    public const string Distribution = Prefix + "distribution";

    /// <summary>The value of <see cref="Distribution"/> for probabilities of <see cref="Returns"/>.</summary>
    public const string Categorical = "categorical";

    /// <summary>The value of <see cref="Distribution"/> for quantiles of the return.</summary>
    public const string Quantiles = "quantiles";

    /// <summary>The value of <see cref="Distribution"/> for the values of the heads of an ensemble.</summary>
    public const string Heads = "heads";

    /// <summary>The returns to which the probabilities of a categorical distribution belong, a JSON list.</summary>
    public const string Returns = Prefix + "returns";

    /// <summary>The precision of the weights of a compressed model: <c>int8</c> or <c>float16</c>.</summary>
    public const string Precision = Prefix + "precision";

    /// <summary>The SHA-256 of everything else in the file.</summary>
    public const string ContentHash = Prefix + "content_hash";

    /// <summary>The prefix of the keys with information about the training.</summary>
    public const string TrainingPrefix = Prefix + "training.";

    /// <summary>
    /// The column of a saved pipeline with the key of the greedy action; only if its name is not the default.
    /// </summary>
    public const string PredictedActionColumn = TrainingPrefix + "column.predicted_action";

    private const string Prefix = "deepq.";
}
