using System.Text.Json.Serialization;

namespace DeepQ.MLNet.Sweeps;

/// <summary>The first line of a journal: the settings that its trials depend on.</summary>
/// <param name="Format">The version of the format.</param>
/// <param name="Settings">The space and the settings of the sweep, as text.</param>
internal sealed record SweepJournalHeader(int Format, IReadOnlyDictionary<string, string> Settings);

/// <summary>The JSON of a journal, one line each.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(SweepJournalHeader))]
[JsonSerializable(typeof(SweepTrial))]
internal sealed partial class SweepJournalJson : JsonSerializerContext;
