using System.Globalization;

namespace DecisionServer.Deciding;

/// <summary>Returns the errors of a request, by the name of the invalid part.</summary>
internal static class RequestCheck
{
    private const int MostCharacters = 256;

    // The limit of the log: networks cannot learn from greater values.
    private const float Greatest = 1e30f;

    /// <summary>Returns the errors; empty if the server can decide.</summary>
    public static Dictionary<string, string[]> Errors(DecideRequest request, ServerOptions options)
    {
        string[] actions = options.ActionNames;
        int own = request.OwnAction is null ? -1 : Array.IndexOf(actions, request.OwnAction);
        return Named(
            ("state", State(request.State, options.StateSize)),
            ("allowed", Allowed(request.Allowed, actions.Length)),
            ("episodeId", Text(request.EpisodeId)),
            ("subjectId", Text(request.SubjectId)),
            ("ownAction", own < 0 && request.OwnAction is not null ? $"It must be one of {string.Join(", ", actions)}."
                : own >= 0 && own < request.Allowed?.Length && !request.Allowed[own] ? "It is not allowed."
                : null),
            ("ownProbability", OwnProbability(request)));
    }

    public static Dictionary<string, string[]> Errors(RewardRequest request) => Named(
        ("value", Fits(request.Value) ? null : Beyond("It")),
        ("key", request.Key is "" ? null : Text(request.Key)));

    /// <summary>Returns the error of an id or a key; null if it is valid.</summary>
    public static string? Text(string? text) => text switch
    {
        null => null,
        { Length: 0 or > MostCharacters } => $"It has {text.Length} characters; it may have 1 to {MostCharacters}.",
        _ when text.Contains('\0') => "It has a NUL, which no log keeps.",
        _ => null,
    };

    public static Dictionary<string, string[]> Named(params ReadOnlySpan<(string Name, string? Error)> parts)
    {
        Dictionary<string, string[]> errors = [];
        foreach ((string name, string? error) in parts)
        {
            if (error is not null)
                errors[name] = [error];
        }

        return errors;
    }

    private static string? State(float[] state, int size)
    {
        if (state.Length != size)
            return $"It has {state.Length} values; it must have {size}.";
        int bad = Array.FindIndex(state, value => !Fits(value));
        return bad < 0 ? null : Beyond($"The value at position {bad}");
    }

    private static bool Fits(double value) => Math.Abs(value) <= Greatest;

    private static string Beyond(string what) => string.Create(CultureInfo.InvariantCulture, $"{what} is beyond ±{Greatest:G3}.");

    private static string? Allowed(bool[]? allowed, int actions) =>
        allowed is null ? null
        : allowed.Length != actions ? $"It has {allowed.Length} values; there are {actions} actions."
        : !allowed.Contains(true) ? "No action is allowed; at least one must be."
        : null;

    private static string? OwnProbability(DecideRequest request) => request.OwnProbability switch
    {
        null => null,
        _ when request.OwnAction is null => "There is no ownAction that it would be of.",
        > 0 and <= 1 => null,
        { } given => string.Create(CultureInfo.InvariantCulture, $"It is {given}; it must be above 0 and at most 1."),
    };
}
