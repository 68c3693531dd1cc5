using System.ComponentModel;

namespace DecisionServer.Deciding;

/// <summary>A request for a decision.</summary>
internal sealed record DecideRequest
{
    /// <summary>The values of the state, finite.</summary>
    public required float[] State { get; init; }

    /// <summary>For each action, whether it may be chosen; omit it if all may.</summary>
    public bool[]? Allowed { get; init; }

    /// <summary>
    /// The episode of the decision, up to 256 characters; omit it if the decision is an episode by itself.
    /// </summary>
    public string? EpisodeId { get; init; }

    /// <summary>The subject of the decision, up to 256 characters, for erasure.</summary>
    public string? SubjectId { get; init; }

    /// <summary>The position in the episode, ascending; omit it if decisions are requested in order.</summary>
    public int? Step { get; init; }

    /// <summary>
    /// The name of the action that the caller would take; omit it to leave the choice to the baseline.
    /// </summary>
    public string? OwnAction { get; init; }

    /// <summary>The probability with which the caller chose its own action, above 0 and at most 1.</summary>
    public double? OwnProbability { get; init; }

    /// <summary>Whether the decision counts only after its activation.</summary>
    [DefaultValue(false)]
    public bool WaitsForActivation { get; init; }
}
