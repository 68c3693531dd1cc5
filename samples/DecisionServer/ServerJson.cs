using System.Text.Json;
using System.Text.Json.Serialization;
using DecisionServer.Deciding;
using DecisionServer.Settings;
using DecisionServer.Summaries;
using DecisionServer.Versions;
using DeepQ.Decisions;
using DeepQ.Decisions.Doctor;
using DeepQ.Decisions.Policies;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DecisionServer;

/// <summary>The JSON of requests and responses, generated at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DecideRequest))]
[JsonSerializable(typeof(DecideResponse))]
[JsonSerializable(typeof(RewardRequest))]
[JsonSerializable(typeof(ActivationRequest))]
[JsonSerializable(typeof(EndRequest))]
[JsonSerializable(typeof(ReasonRequest))]
[JsonSerializable(typeof(UploadRequest))]
[JsonSerializable(typeof(VersionList))]
[JsonSerializable(typeof(VersionDetails))]
[JsonSerializable(typeof(SettingsView))]
[JsonSerializable(typeof(Summary))]
[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(ValidationProblem))]
internal sealed partial class ServerJson : JsonSerializerContext
{
    /// <summary>Registers these types, with enumerations as names.</summary>
    public static void AddTo(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, Default);
        options.Converters.Add(new CamelCaseEnumConverter<DecisionMode>());
        options.Converters.Add(new CamelCaseEnumConverter<ExplorationKind>());
        options.Converters.Add(new CamelCaseEnumConverter<FindingCode>());
        options.Converters.Add(new CamelCaseEnumConverter<FindingSeverity>());
        options.Converters.Add(new CamelCaseEnumConverter<RegistryAction>());
        options.MaxDepth = 16;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
    }
}
