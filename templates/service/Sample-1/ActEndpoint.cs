using System.Text.Json;
using DeepQ.Serving;
using DeepQ.Serving.Hosting;
using DeepQ.Serving.Inputs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Sample_1;

/// <summary>A request: a state, or a row for a policy with its transforms in the file.</summary>
/// <param name="State">The values of the state, in order.</param>
/// <param name="Row">The columns by name.</param>
public sealed record ActRequest(float[]? State = null, JsonElement? Row = null);

/// <param name="Action">The name of the best action.</param>
/// <param name="QValues">The value of each action.</param>
/// <param name="Version">The SHA-256 of the policy's file; log it with the decision.</param>
public sealed record ActResponse(string Action, float[] QValues, string Version);

public static class ActEndpoint
{
    public static Results<Ok<ActResponse>, ProblemHttpResult> Act(ActRequest request, ReloadingPolicy policy)
    {
        // The lease holds one version, so the whole response comes from one file even if it is replaced meanwhile.
        using PolicyLease lease = policy.Acquire();
        int[] actions = new int[1];
        float[] qValues = new float[lease.Policy.ActionCount];
        try
        {
            if (request.Row is { } row)
                lease.Evaluate(PolicyRows.FromRow(lease.Policy, row), qValues, actions);
            else if (request.State is { Length: > 0 } state && state.Length == lease.Policy.ObservationSize)
                lease.Evaluate(state, qValues, actions);
            else
                return BadRequest(WhatIsTaken(lease.Policy));
        }
        catch (ArgumentException error)
        {
            // A column is missing or has another type, or a value is not finite; the message says which.
            return BadRequest(error.Message);
        }

        return TypedResults.Ok(new ActResponse(
            lease.Policy.ActionNames[actions[0]], qValues, lease.Policy.Version));
    }

    private static string WhatIsTaken(ModelPolicy policy) => policy.ObservationSize > 0
        ? $"Give a \"state\" of {policy.ObservationSize} numbers."
        : $"Give a \"row\" with {string.Join(", ", policy.Inputs)}.";

    private static ProblemHttpResult BadRequest(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}
