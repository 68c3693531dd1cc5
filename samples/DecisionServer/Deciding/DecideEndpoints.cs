using DeepQ.Decisions;
using DeepQ.Decisions.Deciding;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DecisionServer.Deciding;

/// <summary>
/// The endpoints of decisions and later events. Except for a decision, a successful response means that the event is in
/// the log.
/// </summary>
internal static class DecideEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/decide", DecideAsync)
            .WithSummary("Decides in a state")
            .WithDescription("Gives the action to take, the probability that it had, and the id that rewards name.");
        routes.MapPost("/rewards", RewardAsync)
            .WithSummary("Takes the reward of a decision, or a part of it")
            .WithDescription("It may be sent again: the same part counts once. The decision may still be on its way.");
        routes.MapPost("/activations", ActivateAsync)
            .WithSummary("Takes notice that a decision which waited for it was carried out");
        routes.MapPost("/episodes/{id}/end", EndAsync)
            .WithSummary("Takes notice that an episode is over");
    }

    private static async Task<Results<Ok<DecideResponse>, ValidationProblem>> DecideAsync(
        DecideRequest request, DecisionService service, ServerOptions options, CancellationToken cancellationToken)
    {
        if (RequestCheck.Errors(request, options) is { Count: > 0 } errors)
            return Problem(errors);
        DecisionAnswer answer = await service.DecideAsync(
            new DecisionRequest(request.State)
            {
                Allowed = request.Allowed,
                EpisodeId = request.EpisodeId,
                SubjectId = request.SubjectId,
                Step = request.Step,
                OwnAction = request.OwnAction is null
                    ? null
                    : new OwnAction(Array.IndexOf(options.ActionNames, request.OwnAction), request.OwnProbability),
                WaitsForActivation = request.WaitsForActivation,
            },
            cancellationToken);
        return TypedResults.Ok(new DecideResponse(answer.Id, answer.Action, answer.Name, answer.Probability, answer.Version));
    }

    private static async Task<Results<NoContent, ValidationProblem>> RewardAsync(
        RewardRequest request, DecisionService service, CancellationToken cancellationToken)
    {
        if (RequestCheck.Errors(request) is { Count: > 0 } errors)
            return Problem(errors);
        await service.RewardAsync(request.DecisionId, request.Value, request.Key ?? "", cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ActivateAsync(
        ActivationRequest request, DecisionService service, CancellationToken cancellationToken)
    {
        await service.ActivateAsync(request.DecisionId, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ValidationProblem>> EndAsync(
        string id, EndRequest request, DecisionService service, CancellationToken cancellationToken)
    {
        if (RequestCheck.Text(id) is { } error)
            return Problem(RequestCheck.Named(("id", error)));
        await service.EndEpisodeAsync(id, request.IsTruncated, cancellationToken);
        return TypedResults.NoContent();
    }

    private static ValidationProblem Problem(Dictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(errors, "The request cannot be taken; see errors.");
}
