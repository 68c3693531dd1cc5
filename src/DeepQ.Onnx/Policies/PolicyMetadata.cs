using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.Onnx.Policies;

/// <summary>What a policy file says of itself: what it observes, what it can do and how it was trained.</summary>
/// <remarks>Kept in the properties of the ONNX model (metadata_props) under keys that start with "deepq.".</remarks>
public sealed record PolicyMetadata
{
    /// <summary>The version of these properties that this library writes, and the only one that it reads.</summary>
    public const int FormatVersion = 1;

    private const string Prefix = "deepq.";
    private const string FormatVersionKey = Prefix + "format_version";
    private const string ObservationShapeKey = Prefix + "observation_shape";
    private const string ObservationLowKey = Prefix + "observation_low";
    private const string ObservationHighKey = Prefix + "observation_high";
    private const string ActionNamesKey = Prefix + "action_names";
    private const string GammaKey = Prefix + "gamma";
    private const string AlgorithmKey = Prefix + "algorithm";
    private const string CreatedByKey = Prefix + "created_by";
    private const string TrainingPrefix = Prefix + "training.";

    /// <summary>The property that names the input of the graph.</summary>
    internal const string ObservationNameKey = Prefix + "observation_name";

    /// <summary>The name of the observation, and of the graph's input.</summary>
    /// <value>The default value is State.</value>
    public string ObservationName { get; init; } = "State";

    /// <summary>The length of each axis of one observation: [n], or [channels, height, width].</summary>
    public required IReadOnlyList<int> ObservationShape { get; init; }

    /// <summary>
    /// The smallest value at each position of an observation, or one for all of them; may be negative infinity.
    /// </summary>
    /// <value>The default value is empty: not known.</value>
    public IReadOnlyList<float> ObservationLow { get; init; } = [];

    /// <summary>The greatest value at each position of an observation, or one for all; may be infinity.</summary>
    /// <value>The default value is empty: not known.</value>
    public IReadOnlyList<float> ObservationHigh { get; init; } = [];

    /// <summary>The name of each action, all different; the position is the action's number.</summary>
    public required IReadOnlyList<string> ActionNames { get; init; }

    /// <summary>The discount γ of a reward one step later, from 0 to 1.</summary>
    public required double Gamma { get; init; }

    /// <summary>The algorithm that learned the policy, such as "DQN".</summary>
    public required string Algorithm { get; init; }

    /// <summary>What is worth knowing of the training, as text by name: steps, return, seed, and so on.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> Training { get; init; } = new SortedDictionary<string, string>();

    /// <summary>The program that wrote the file.</summary>
    /// <value>The default value is DeepQ.MLNet and its version.</value>
    public string CreatedBy { get; init; } =
        $"{OnnxGraph.Producer} {typeof(PolicyMetadata).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Whether properties are those of a policy, of whatever version.</summary>
    /// <param name="properties">The properties of an ONNX model.</param>
    public static bool IsIn(IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        return properties.ContainsKey(FormatVersionKey);
    }

    /// <summary>Reads what <see cref="ToProperties"/> gave.</summary>
    /// <param name="properties">The properties of an ONNX model.</param>
    /// <exception cref="PolicyFormatException">A property is missing or has an impossible value.</exception>
    public static PolicyMetadata FromProperties(IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        string version = Text(properties, FormatVersionKey);
        if (version != FormatVersion.ToString(CultureInfo.InvariantCulture))
        {
            throw new PolicyFormatException(
                $"The policy has format version '{Refusal.Short(version)}'; this library reads version {FormatVersion}.");
        }

        PolicyMetadata metadata = new()
        {
            ObservationName = Text(properties, ObservationNameKey),
            ObservationShape = List(properties, ObservationShapeKey, Json.IReadOnlyListInt32),
            ObservationLow = Bounds(properties, ObservationLowKey),
            ObservationHigh = Bounds(properties, ObservationHighKey),
            ActionNames = List(properties, ActionNamesKey, Json.IReadOnlyListString),
            Gamma = Number(properties, GammaKey),
            Algorithm = Text(properties, AlgorithmKey),
            CreatedBy = Text(properties, CreatedByKey),
            Training = properties
                .Where(property => property.Key.StartsWith(TrainingPrefix, StringComparison.Ordinal))
                .ToDictionary(property => property.Key[TrainingPrefix.Length..], property => property.Value),
        };
        return metadata.Problem is { } problem ? throw new PolicyFormatException($"The policy {problem}.") : metadata;
    }

    /// <summary>The properties to put into an ONNX model.</summary>
    /// <exception cref="InvalidOperationException">
    /// A value is one that <see cref="FromProperties"/> would refuse.
    /// </exception>
    public IReadOnlyDictionary<string, string> ToProperties()
    {
        if (Problem is { } problem)
            throw new InvalidOperationException($"The policy {problem}.");

        Dictionary<string, string> properties = new(StringComparer.Ordinal)
        {
            [FormatVersionKey] = FormatVersion.ToString(CultureInfo.InvariantCulture),
            [ObservationNameKey] = ObservationName,
            [ObservationShapeKey] = JsonSerializer.Serialize(ObservationShape, Json.IReadOnlyListInt32),
            [ActionNamesKey] = JsonSerializer.Serialize(ActionNames, Json.IReadOnlyListString),
            [GammaKey] = Gamma.ToString("R", CultureInfo.InvariantCulture),
            [AlgorithmKey] = Algorithm,
            [CreatedByKey] = CreatedBy,
        };
        if (ObservationLow.Count > 0)
        {
            properties.Add(ObservationLowKey, JsonSerializer.Serialize(ObservationLow, Json.IReadOnlyListSingle));
            properties.Add(ObservationHighKey, JsonSerializer.Serialize(ObservationHigh, Json.IReadOnlyListSingle));
        }

        foreach ((string key, string value) in Training)
            properties.Add(TrainingPrefix + key, value);
        return properties;
    }

    private static PolicyMetadataJson Json => PolicyMetadataJson.Default;

    private string? Problem =>
        string.IsNullOrEmpty(ObservationName) ? "has no name for its observation"
        : ObservationShape.Count == 0 || ObservationShape.Any(length => length <= 0)
            ? $"has the observation shape [{string.Join(", ", ObservationShape)}]; it needs axes of positive length"
        : BoundsProblem is { } bounds ? bounds
        : ActionNames.Count == 0 || ActionNames.Any(string.IsNullOrEmpty) ? "has no actions or an action without a name"
        : ActionNames.Distinct(StringComparer.Ordinal).Count() < ActionNames.Count ? "has two actions of one name"
        : Gamma is >= 0 and <= 1 ? null
        : $"has the discount {Gamma}; it must be from 0 to 1";

    private string? BoundsProblem
    {
        get
        {
            Int128 size = 1;
            foreach (int length in ObservationShape)
                size = Int128.Min(size * length, long.MaxValue);
            (int low, int high) = (ObservationLow.Count, ObservationHigh.Count);
            return low != high || (low > 1 && low != size)
                ? $"has {low} lower and {high} upper bounds of the observation; it needs none, one or {size} of each"
                : ObservationLow.Zip(ObservationHigh).Any(bound => !(bound.First <= bound.Second))
                    ? "has a lower bound of the observation above the upper one"
                    : null;
        }
    }

    private static IReadOnlyList<float> Bounds(IReadOnlyDictionary<string, string> properties, string key) =>
        properties.ContainsKey(key) ? List(properties, key, Json.IReadOnlyListSingle) : [];

    private static string Text(IReadOnlyDictionary<string, string> properties, string key) =>
        properties.TryGetValue(key, out string? value)
            ? value
            : throw new PolicyFormatException(
                $"The ONNX model has no property '{key}': it is no policy, or a damaged one.");

    private static double Number(IReadOnlyDictionary<string, string> properties, string key)
    {
        string text = Text(properties, key);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new PolicyFormatException($"The property '{key}' is '{Refusal.Short(text)}', no number.");
    }

    private static IReadOnlyList<T> List<T>(
        IReadOnlyDictionary<string, string> properties, string key, JsonTypeInfo<IReadOnlyList<T>> type)
    {
        string text = Text(properties, key);
        try
        {
            return JsonSerializer.Deserialize(text, type) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new PolicyFormatException($"The property '{key}' is '{Refusal.Short(text)}', no JSON list of its kind.", error);
        }
    }
}
