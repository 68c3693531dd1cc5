using System.Globalization;

namespace PolicyServer.Acting;

/// <summary>Says what is wrong with a request, by the path of each bad part.</summary>
internal static class RequestCheck
{
    // A request of a thousand bad states is answered with the first few.
    private const int MaxErrors = 10;

    /// <summary>The errors; null where the policy can act.</summary>
    public static Dictionary<string, string[]>? Errors(
        ActRequest request, int observationSize, int actionCount, int maxStates)
    {
        Dictionary<string, string[]> errors = [];
        int states = request.States.Length;
        if (states == 0)
            errors["states"] = ["There is no state; send one or more."];
        if (states > maxStates)
            errors["states"] = [$"There are {states} states; a request may hold {maxStates}. Send several requests."];
        if (request.Legal is { } masks && masks.Length != states)
            errors["legal"] = [$"There are {masks.Length} masks for {states} states; send one for each, or none."];
        if (errors.Count > 0)
            return errors;

        for (int i = 0; i < states && errors.Count < MaxErrors; i++)
        {
            if (StateProblem(request.States[i], observationSize) is { } state)
                errors[$"states[{i}]"] = [state];
            if (request.Legal is { } legal && MaskProblem(legal[i], actionCount) is { } mask)
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
