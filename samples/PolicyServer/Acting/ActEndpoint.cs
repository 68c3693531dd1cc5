using System.Globalization;
using DeepQ.Serving;
using Microsoft.AspNetCore.Http.HttpResults;

namespace PolicyServer.Acting;

/// <summary>POST /v1/act: states in, actions out.</summary>
internal static class ActEndpoint
{
    public static async Task<Results<Ok<ActResponse>, ValidationProblem>> ActAsync(
        ActRequest request,
        ReloadingPolicy policy,
        MicroBatcher batcher,
        ServerOptions options,
        CancellationToken cancellationToken)
    {
        if (RequestCheck.Errors(request, policy.ObservationSize, policy.ActionCount, options.MaxStates) is { } errors)
            return TypedResults.ValidationProblem(errors, "The policy cannot act on this request; see errors.");

        try
        {
            return TypedResults.Ok(options.MicroBatch && request.States.Length == 1
                ? await ActTogetherAsync(request, batcher, policy.ActionNames, cancellationToken)
                : Act(request, policy));
        }
        catch (UnscorableStateException error)
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]>
                {
                    [$"states[{error.State}]"] = [string.Create(
                        CultureInfo.InvariantCulture,
                        $"Its Q-value for action {error.Action} is {error.Value}: the values are beyond what the policy can score.")],
                },
                "The policy cannot act on this request; see errors.");
        }
    }

    private static async Task<ActResponse> ActTogetherAsync(
        ActRequest request, MicroBatcher batcher, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        PolicyDecision answer = await batcher.DecideAsync(request.States[0], request.Legal?[0], cancellationToken);
        return new(answer.Version, [new Decision(answer.Action, names[answer.Action], answer.QValues)]);
    }

    // The lease keeps the answers and their version together while the file is replaced.
    private static ActResponse Act(ActRequest request, ReloadingPolicy policy)
    {
        using PolicyLease lease = policy.Acquire();
        int states = request.States.Length;
        int[] actions = new int[states];
        float[] qValues = new float[states * lease.Policy.ActionCount];
        lease.Evaluate(Flat(request.States), qValues, actions, request.Legal is { } legal ? Flat(legal) : []);
        return new(lease.Policy.Version, [.. actions.Select((action, i) => new Decision(
            action,
            lease.Policy.ActionNames[action],
            qValues.AsSpan(i * lease.Policy.ActionCount, lease.Policy.ActionCount).ToArray()))]);
    }

    private static T[] Flat<T>(T[][] rows)
    {
        int width = rows[0].Length;
        T[] flat = new T[rows.Length * width];
        for (int i = 0; i < rows.Length; i++)
            rows[i].CopyTo(flat, i * width);
        return flat;
    }
}
