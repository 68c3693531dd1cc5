using DeepQ.Serving;
using DeepQ.Serving.Inputs;
using DeepQ.Tool.Output;
using DeepQ.Tool.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DeepQ.Tool.Serving;

/// <summary>A policy as an HTTP service.</summary>
internal static class PolicyEndpoint
{
    private const int MostStates = 10_000;

    /// <summary>Makes the service, which is not started yet.</summary>
    /// <exception cref="NotSupportedException">The policy takes columns.</exception>
    public static WebApplication Create(ManagedPolicy policy, string urls)
    {
        StateTable.RequireStates(policy);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls.Split(';'));
        WebApplication service = builder.Build();
        service.MapGet("/health", () => "Healthy");
        service.MapPost("/act", (ActRequest request) => Act(policy, request));
        return service;
    }

    private static IResult Act(ManagedPolicy policy, ActRequest request)
    {
        if (Problem(policy, request) is { } problem)
            return Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        try
        {
            float[] states = [.. request.States!.SelectMany(state => state)];
            bool[] legal = request.Masks is null ? [] : [.. request.Masks.SelectMany(mask => mask)];
            return Results.Json(new { actions = Answers.Of(policy, states, legal).All });
        }
        catch (Exception refusal) when (refusal is ArgumentException or UnscorableStateException)
        {
            return Results.Problem(ErrorText.Of(refusal), statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static string? Problem(ManagedPolicy policy, ActRequest request)
    {
        if (request.States is not { Length: > 0 and <= MostStates })
            return $"Give \"states\", 1 to {MostStates} of them.";
        if (Array.FindIndex(request.States, state => state?.Length != policy.ObservationSize) is var state and >= 0)
            return $"State {state} has {request.States[state]?.Length ?? 0} values; the policy takes {policy.ObservationSize}.";
        if (request.Masks is { } masks && (masks.Length != request.States.Length || Array.Exists(masks, mask => mask?.Length != policy.ActionCount)))
            return $"Give \"masks\" with {policy.ActionCount} values for each of {request.States.Length} states, or none.";
        return null;
    }
}
