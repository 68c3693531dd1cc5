using System.Text.Json.Serialization;

namespace DeepQ.MLNet.Cards;

/// <summary>The JSON of a card, source-generated so that trimmed programs can write it.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(PolicyCard))]
internal sealed partial class PolicyCardJson : JsonSerializerContext;
