using DeepQ.Serving;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Sample_1;

public sealed record ActRequest(float[] State);

/// <param name="Action">The name of the best action.</param>
/// <param name="QValues">The value of each action.</param>
/// <param name="Version">The SHA-256 of the policy's file: put it in your log beside the decision.</param>
public sealed record ActResponse(string Action, float[] QValues, string Version);

public static class ActEndpoint
{
    public static Results<Ok<ActResponse>, ProblemHttpResult> Act(ActRequest request, ReloadingPolicy policy)
    {
        // The lease holds one version, so that the answer is all of one file even if it is replaced meanwhile.
        using PolicyLease lease = policy.Acquire();
        int[] actions = new int[1];
        float[] qValues = new float[lease.Policy.ActionCount];
        try
        {
            lease.Evaluate(request.State, qValues, actions);
        }
        catch (ArgumentException error)
        {
            // The state has the wrong length, or holds what is no finite number; the message says which.
            return TypedResults.Problem(error.Message, statusCode: StatusCodes.Status400BadRequest);
        }

        return TypedResults.Ok(new ActResponse(
            lease.Policy.ActionNames[actions[0]], qValues, lease.Policy.Version));
    }
}
