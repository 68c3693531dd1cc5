using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using PolicyServer.Acting;

namespace PolicyServer;

/// <summary>The JSON of requests and responses, generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ActRequest))]
[JsonSerializable(typeof(ActResponse))]
[JsonSerializable(typeof(PolicyDescription))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(ValidationProblem))]
internal sealed partial class ServerJson : JsonSerializerContext;
