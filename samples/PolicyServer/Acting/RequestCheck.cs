using System.Globalization;
using DeepQ.Serving.Hosting;

namespace PolicyServer.Acting;

/// <summary>Returns the errors of a request, by the path of the invalid part.</summary>
internal static class RequestCheck
{
    // For a request with a thousand invalid states, only the first few errors are returned.
    private const int MaxErrors = 10;

    /// <summary>Returns the errors; null if the policy can act.</summary>
    public static Dictionary<string, string[]>? Errors(ActRequest request, ReloadingPolicy policy, int maxStates)
    {
        Dictionary<string, string[]> errors = [];
        (string name, string kind) = request.Rows is null ? ("states", "state") : ("rows", "row");
        int states = request.Rows?.Length ?? request.States?.Length ?? 0;
        if (request.States is not null && request.Rows is not null)
            errors["rows"] = ["There are states and rows; send the ones or the others."];
        else if (request.States is not null && policy.ObservationSize == 0)
            errors["states"] = [$"The policy takes rows, objects with {string.Join(", ", policy.Inputs)}; send rows."];
        else if (states == 0)
            errors[name] = [$"There is no {kind}; send one or more."];
        if (states > maxStates)
            errors[name] = [$"There are {states} {name}; a request may hold {maxStates}. Send several requests."];
        if (request.Legal is { } masks && masks.Length != states)
            errors["legal"] = [$"There are {masks.Length} masks for {states} {name}; send one for each, or none."];
        if (request.Legal is null && policy.IsMaskRequired)
            errors["legal"] = [$"The policy requires masks; send one for each {kind}."];
        if (errors.Count > 0)
            return errors;

        for (int i = 0; i < states && errors.Count < MaxErrors; i++)
        {
            if (request.States is { } all && StateProblem(all[i], policy.ObservationSize) is { } state)
                errors[$"states[{i}]"] = [state];
            if (request.Legal is { } legal && MaskProblem(legal[i], policy.ActionCount) is { } mask)
                errors[$"legal[{i}]"] = [mask];
        }

        return errors.Count > 0 ? errors : null;
    }

    private static string? StateProblem(float[]? state, int observationSize)
    {
        if (state is null)
            return "The state is null.";
        if (state.Length != observationSize)
            return $"The state has {state.Length} values; the policy observes {observationSize}.";
        int bad = Array.FindIndex(state, value => !float.IsFinite(value));
        return bad < 0 ? null : string.Create(
            CultureInfo.InvariantCulture, $"The value at position {bad} is beyond ±{float.MaxValue:G3}.");
    }

    private static string? MaskProblem(bool[]? mask, int actionCount) =>
        mask is null ? "The mask is null."
        : mask.Length != actionCount ? $"The mask has {mask.Length} values; the policy has {actionCount} actions."
        : !mask.Contains(true) ? "No action is legal; at least one must be."
        : null;
}
