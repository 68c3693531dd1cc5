using System.Text.Json;
using System.Text.Json.Serialization;

namespace DecisionServer;

/// <summary>Reads and writes an enumeration as a name, such as <c>loggingOnly</c>; numbers are refused.</summary>
internal sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
