using Microsoft.AspNetCore.Http.HttpResults;

namespace DecisionServer.Settings;

/// <summary>The endpoints that read and change the current settings.</summary>
internal static class SettingsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/settings", (CurrentSettings settings) => settings.Now)
            .WithSummary("Gives mode, exploration and canary share");
        routes.MapPut("/settings", SwitchAsync)
            .WithSummary("Changes mode, exploration and canary share")
            .WithDescription("The change stands in the log, and no policy is touched by it. After a restart the options of the server hold again.");
    }

    private static async Task<Results<Ok<SettingsView>, ValidationProblem>> SwitchAsync(
        SettingsView request, CurrentSettings settings, CancellationToken cancellationToken)
    {
        if (request.Errors() is { Count: > 0 } errors)
            return TypedResults.ValidationProblem(errors, "The settings were not changed; see errors.");
        await settings.SwitchAsync(request, cancellationToken);
        return TypedResults.Ok(settings.Now);
    }
}
