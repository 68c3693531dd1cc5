using System.Text.Json;
using DeepQ.Decisions;
using DeepQ.Decisions.Policies;
using DeepQ.Onnx.Graphs;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DecisionServer.Versions;

/// <summary>The endpoints of the versions of the policy.</summary>
internal static class VersionEndpoints
{
    private const int MostHistory = 1000;
    private const int MostReason = 1000;

    public static void Map(IEndpointRouteBuilder routes, ServerOptions options)
    {
        routes.MapGet("/versions", List).WithSummary("Gives the versions, and what was done with them");
        routes.MapGet("/versions/{name}", DetailsAsync).WithSummary("Gives a version with its card");
        routes.MapPost("/versions", Add)
            .WithMetadata(new RequestSizeLimitAttribute(options.MaxModelBytes))
            .WithSummary("Adds a version")
            .WithDescription("It decides nothing until it is tried or promoted. The same model again is the same version.");
        MapChange("promote", "Brings a version into use", (registry, name, why) => registry.Promote(name, why));
        MapChange("try", "Makes a version the candidate: canary and apprentice modes ask it", (registry, name, why) => registry.Try(name, why));
        MapChange("refuse", "Notes that a version is not better", (registry, name, why) => registry.Refuse(name, why));
        routes.MapPost("/rollback", (ReasonRequest request, PolicyRegistry registry) =>
                Change(registry, request, () => registry.Rollback(request.Why)))
            .WithSummary("Brings the version into use that was before; before the first, the baseline decides");
        routes.MapPost("/hold", (ReasonRequest request, PolicyRegistry registry) => Change(registry, request, () => registry.Hold(request.Why)))
            .WithSummary("Stops automatic changes: nothing is tried, promoted or taken back but by people");
        routes.MapPost("/release", (ReasonRequest request, PolicyRegistry registry) => Change(registry, request, () => registry.Release(request.Why)))
            .WithSummary("Allows automatic changes again");

        void MapChange(string verb, string summary, Action<PolicyRegistry, string, string> change) => routes
            .MapPost($"/versions/{{name}}/{verb}", (string name, ReasonRequest request, PolicyRegistry registry) =>
                registry.Versions.Any(version => version.Name == name)
                    ? Change(registry, request, () => change(registry, name, request.Why))
                    : Unknown(registry, name))
            .WithSummary(summary);
    }

    private static VersionList List(PolicyRegistry registry)
    {
        IReadOnlyList<RegistryEntry> history = registry.History;
        ILookup<string?, RegistryEntry> added = history.Where(entry => entry.Action == RegistryAction.Added).ToLookup(entry => entry.Version);
        return new(
            registry.VersionInUse?.Name,
            registry.CandidateVersion?.Name,
            registry.VersionBefore?.Name,
            registry.Held is { } held ? HistoryView.Of(held) : null,
            [.. registry.Versions.Reverse().Select(version => new VersionView(
                version.Name, version.Sha256, added[version.Name].FirstOrDefault()?.Time, added[version.Name].FirstOrDefault()?.Why))],
            [.. history.Reverse().Take(MostHistory).Select(HistoryView.Of)]);
    }

    private static async Task<Results<Ok<VersionDetails>, ProblemHttpResult>> DetailsAsync(
        string name, PolicyRegistry registry, CancellationToken cancellationToken)
    {
        if (registry.Versions.FirstOrDefault(version => version.Name == name) is not { } found)
            return Unknown(registry, name);
        string json = await File.ReadAllTextAsync(Path.Combine(found.Folder, "card.json"), cancellationToken);
        using JsonDocument card = JsonDocument.Parse(json);
        string markdown = await File.ReadAllTextAsync(Path.Combine(found.Folder, "card.md"), cancellationToken);
        return TypedResults.Ok(new VersionDetails(found.Name, found.Sha256, card.RootElement.Clone(), markdown));
    }

    private static Results<Ok<VersionList>, ValidationProblem, ProblemHttpResult> Add(UploadRequest request, PolicyRegistry registry)
    {
        if (ReasonError(request.Why) is { } error)
            return Problem("why", error);
        try
        {
            registry.Add(request.Model, new(request.Card?.GetRawText() ?? "{}", request.Markdown ?? ""), request.Why);
            return TypedResults.Ok(List(registry));
        }
        catch (PolicyFormatException refused)
        {
            return Problem("model", refused.Message);
        }
    }

    private static Results<Ok<VersionList>, ValidationProblem, ProblemHttpResult> Change(
        PolicyRegistry registry, ReasonRequest request, Action change)
    {
        if (ReasonError(request.Why) is { } error)
            return Problem("why", error);
        try
        {
            change();
            return TypedResults.Ok(List(registry));
        }
        catch (Exception refused) when (refused is InvalidOperationException or InvalidDataException)
        {
            return TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static string? ReasonError(string why) =>
        string.IsNullOrWhiteSpace(why) ? "It is empty; the history is to say why."
        : why.Length > MostReason ? $"It has {why.Length} characters; it may have {MostReason}."
        : null;

    private static ValidationProblem Problem(string field, string error) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [error] }, "Nothing was changed; see errors.");

    private static ProblemHttpResult Unknown(PolicyRegistry registry, string name)
    {
        string names = string.Join(", ", registry.Versions.Select(version => version.Name));
        return TypedResults.Problem(
            $"There is no version '{name}'; there are: {(names.Length > 0 ? names : "none")}.", statusCode: StatusCodes.Status404NotFound);
    }
}
