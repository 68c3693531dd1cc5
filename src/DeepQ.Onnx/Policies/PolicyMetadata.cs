using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DeepQ.Onnx.Graphs;
using DeepQ.Onnx.Guarding.Limits;

namespace DeepQ.Onnx.Policies;

/// <summary>The description stored in a policy file: observations, actions and training.</summary>
/// <remarks>Stored in the properties of the ONNX model (metadata_props) under the keys of <see cref="PolicyProperties"/>.</remarks>
public sealed record PolicyMetadata
{
    /// <summary>The version of these properties that this library writes, and the only one that it reads.</summary>
    public const int FormatVersion = 1;

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

    /// <summary>Information about the training, as text by name: steps, return, seed, and so on.</summary>
    /// <value>The default value is empty.</value>
    public IReadOnlyDictionary<string, string> Training { get; init; } = new SortedDictionary<string, string>();

    /// <summary>The program that wrote the file.</summary>
    /// <value>The default value is DeepQ.MLNet and its version.</value>
    public string CreatedBy { get; init; } =
        $"{OnnxGraph.Producer} {typeof(PolicyMetadata).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>Returns whether properties describe a policy of any version.</summary>
    /// <param name="properties">The properties of an ONNX model.</param>
    public static bool IsIn(IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        return properties.ContainsKey(PolicyProperties.FormatVersion);
    }

    /// <summary>Reads the properties of <see cref="ToProperties"/>.</summary>
    /// <param name="properties">The properties of an ONNX model.</param>
    /// <exception cref="PolicyFormatException">A property is missing or invalid.</exception>
    public static PolicyMetadata FromProperties(IReadOnlyDictionary<string, string> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        string version = Text(properties, PolicyProperties.FormatVersion);
        if (version != FormatVersion.ToString(CultureInfo.InvariantCulture))
        {
            throw new PolicyFormatException(
                $"The policy has format version '{Refusal.Short(version)}'; this library reads version {FormatVersion}.");
        }

        PolicyMetadata metadata = new()
        {
            ObservationName = Text(properties, PolicyProperties.ObservationName),
            ObservationShape = List(properties, PolicyProperties.ObservationShape, Json.IReadOnlyListInt32),
            ObservationLow = Bounds(properties, PolicyProperties.ObservationLow),
            ObservationHigh = Bounds(properties, PolicyProperties.ObservationHigh),
            ActionNames = List(properties, PolicyProperties.ActionNames, Json.IReadOnlyListString),
            Gamma = Number(properties, PolicyProperties.Gamma),
            Algorithm = Text(properties, PolicyProperties.Algorithm),
            CreatedBy = Text(properties, PolicyProperties.CreatedBy),
            Training = properties
                .Where(property => property.Key.StartsWith(PolicyProperties.TrainingPrefix, StringComparison.Ordinal))
                .ToDictionary(property => property.Key[PolicyProperties.TrainingPrefix.Length..], property => property.Value),
        };
        return metadata.Problem is { } problem ? throw new PolicyFormatException($"The policy {problem}.") : metadata;
    }

    /// <summary>Returns the properties for an ONNX model.</summary>
    /// <exception cref="InvalidOperationException">
    /// <see cref="FromProperties"/> would refuse a value.
    /// </exception>
    public IReadOnlyDictionary<string, string> ToProperties()
    {
        if (Problem is { } problem)
            throw new InvalidOperationException($"The policy {problem}.");

        Dictionary<string, string> properties = new(StringComparer.Ordinal)
        {
            [PolicyProperties.FormatVersion] = FormatVersion.ToString(CultureInfo.InvariantCulture),
            [PolicyProperties.ObservationName] = ObservationName,
            [PolicyProperties.ObservationShape] = JsonSerializer.Serialize(ObservationShape, Json.IReadOnlyListInt32),
            [PolicyProperties.ActionNames] = JsonSerializer.Serialize(ActionNames, Json.IReadOnlyListString),
            [PolicyProperties.Gamma] = Gamma.ToString("R", CultureInfo.InvariantCulture),
            [PolicyProperties.Algorithm] = Algorithm,
            [PolicyProperties.CreatedBy] = CreatedBy,
        };
        if (ObservationLow.Count > 0)
        {
            properties.Add(PolicyProperties.ObservationLow, JsonSerializer.Serialize(ObservationLow, Json.IReadOnlyListSingle));
            properties.Add(PolicyProperties.ObservationHigh, JsonSerializer.Serialize(ObservationHigh, Json.IReadOnlyListSingle));
        }

        foreach ((string key, string value) in Training)
            properties.Add(PolicyProperties.TrainingPrefix + key, value);
        return properties;
    }

    private static PolicyMetadataJson Json => PolicyMetadataJson.Default;

    private string? Problem =>
        string.IsNullOrEmpty(ObservationName) ? "has no name for its observation"
        : ObservationShape.Count == 0 || ObservationShape.Any(length => length <= 0)
            ? $"has the observation shape [{string.Join(", ", ObservationShape)}]; it needs axes of positive length"
        : BoundsProblem is { } bounds ? bounds
        : ActionNames.Count == 0 || ActionNames.Any(string.IsNullOrEmpty) ? "has no actions or an action without a name"
        : ActionNames.Distinct(StringComparer.Ordinal).Count() < ActionNames.Count ? "has two actions with the same name"
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
                $"The ONNX model has no property '{key}': it is not a policy, or a damaged one.");

    private static double Number(IReadOnlyDictionary<string, string> properties, string key)
    {
        string text = Text(properties, key);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new PolicyFormatException($"The property '{key}' is '{Refusal.Short(text)}', not a number.");
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
            throw new PolicyFormatException($"The property '{key}' is '{Refusal.Short(text)}', not a JSON list of its kind.", error);
        }
    }
}
