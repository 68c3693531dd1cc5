using System.Text.Json.Serialization;

namespace DeepQ.Serving.Runtime;

/// <summary>Reads lists of numbers without reflection.</summary>
[JsonSerializable(typeof(float[]))]
internal sealed partial class ReturnsJson : JsonSerializerContext;
