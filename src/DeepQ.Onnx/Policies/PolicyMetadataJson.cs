using System.Text.Json.Serialization;

namespace DeepQ.Onnx.Policies;

/// <summary>
/// The JSON of lists in a policy's properties, source-generated so that trimmed programs can read it.
/// </summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(IReadOnlyList<float>))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
internal sealed partial class PolicyMetadataJson : JsonSerializerContext;
