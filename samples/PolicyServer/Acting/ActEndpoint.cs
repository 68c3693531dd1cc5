using System.Globalization;
using DeepQ.Serving.Hosting;
using DeepQ.Serving.Inputs;
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
        if (RequestCheck.Errors(request, policy, options.MaxStates) is { } errors)
            return Problem(errors);

        try
        {
            PolicyRows? rows = request.Rows is null ? null : PolicyRows.FromRows(policy, request.Rows);
            return TypedResults.Ok(options.MicroBatch && (rows?.Count ?? request.States!.Length) == 1
                ? await ActTogetherAsync(request, rows, batcher, policy.ActionNames, cancellationToken)
                : Act(request, rows, policy));
        }
        catch (PolicyRowException error)
        {
            return Problem(new() { [$"rows[{error.Row}].{error.Column}"] = [$"It {error.Problem}"] });
        }
        catch (UnscorableStateException error)
        {
            return Problem(new()
            {
                [$"{(request.Rows is null ? "states" : "rows")}[{error.State}]"] = [string.Create(
                    CultureInfo.InvariantCulture,
                    $"Its Q-value for action {error.Action} is {error.Value}: the values are beyond what the policy can score.")],
            });
        }
    }

    private static ValidationProblem Problem(Dictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(errors, "The policy cannot act on this request; see errors.");

    private static async Task<ActResponse> ActTogetherAsync(
        ActRequest request,
        PolicyRows? row,
        MicroBatcher batcher,
        IReadOnlyList<string> names,
        CancellationToken cancellationToken)
    {
        bool[]? legal = request.Legal?[0];
        PolicyDecision answer = row is null
            ? await batcher.DecideAsync(request.States![0], legal, cancellationToken)
            : await batcher.DecideAsync(row, legal, cancellationToken);
        return new(answer.Version, [new Decision(answer.Action, names[answer.Action], answer.QValues)]);
    }

    // The lease keeps the responses and their version consistent while the file is replaced.
    private static ActResponse Act(ActRequest request, PolicyRows? rows, ReloadingPolicy policy)
    {
        using PolicyLease lease = policy.Acquire();
        int states = rows?.Count ?? request.States!.Length;
        int[] actions = new int[states];
        float[] qValues = new float[states * lease.Policy.ActionCount];
        bool[] legal = request.Legal is { } masks ? Flat(masks) : [];
        if (rows is null)
            lease.Evaluate(Flat(request.States!), qValues, actions, legal);
        else
            lease.Evaluate(rows, qValues, actions, legal);
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
