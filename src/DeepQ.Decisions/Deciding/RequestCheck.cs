using System.Globalization;
using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Deciding;

/// <summary>Checks the arguments of callers.</summary>
internal static class RequestCheck
{
    public const int MostCharacters = 256;

    /// <exception cref="ArgumentException">A part of the request is invalid; the message says which, and what is required.</exception>
    public static CheckedRequest Check(DecisionRequest request, DecisionOptions options, ActionSet actions)
    {
        ReadOnlySpan<float> state = request.State.Span;
        if (state.Length != options.StateSize)
            throw new ArgumentException($"The state has {state.Length} values, but must have {options.StateSize}.", nameof(request));
        Magnitude.Require(state, "The state", nameof(request));
        CheckedRequest asked = actions.Read(request);
        ReadOnlySpan<bool> allowed = asked.Allowed;
        if (!allowed.IsEmpty && allowed.Length != asked.ActionCount)
        {
            throw new ArgumentException(
                $"The mask has {allowed.Length} values, but there are {asked.ActionCount} actions.", nameof(request));
        }

        if (!allowed.IsEmpty && !allowed.Contains(true))
            throw new ArgumentException("No action is allowed.", nameof(request));
        if (request.EpisodeId is not null)
            Name(request.EpisodeId, nameof(request.EpisodeId));
        if (request.SubjectId is not null)
            Name(request.SubjectId, nameof(request.SubjectId));
        if (request.OwnAction is { } own)
            Action(own, allowed, asked.ActionCount);
        return asked;
    }

    /// <summary>Whether <see cref="Name"/> accepts a name.</summary>
    public static bool IsName(string value) =>
        !string.IsNullOrEmpty(value) && value.Length <= MostCharacters && EventText.FirstUnfit(value) < 0;

    /// <exception cref="ArgumentException">The name is empty, too long or not valid text.</exception>
    public static void Name(string value, string name)
    {
        if (string.IsNullOrEmpty(value) || value.Length > MostCharacters)
            throw new ArgumentException($"{name} must have 1 to {MostCharacters} characters, but has {value?.Length ?? 0}.", name);
        EventText.Require(value, name);
    }

    /// <exception cref="InvalidOperationException">The baseline returned an action that does not exist or is not allowed.</exception>
    public static int Baseline(int action, ReadOnlySpan<bool> allowed, int actions) => IsAllowed(action, allowed, actions)
        ? action
        : throw new InvalidOperationException(
            $"The baseline returned action {action}, which is not one of the {actions} actions or is not allowed in this state.");

    private static void Action(OwnAction own, ReadOnlySpan<bool> allowed, int actions)
    {
        if (!IsAllowed(own.Action, allowed, actions))
            throw new ArgumentException($"OwnAction is {own.Action}, which is not one of the {actions} actions or is not allowed.", nameof(own));
        if (own.Probability is { } probability && !(probability is > 0 and <= 1))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"OwnAction has the probability {probability}; it must be above 0 and at most 1."),
                nameof(own));
        }
    }

    private static bool IsAllowed(int action, ReadOnlySpan<bool> allowed, int actions) =>
        (uint)action < (uint)actions && (allowed.IsEmpty || allowed[action]);
}
