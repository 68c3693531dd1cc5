using System.ComponentModel;

namespace DecisionServer.Deciding;

/// <summary>What is to be decided.</summary>
internal sealed record DecideRequest
{
    /// <summary>The values of the state, finite.</summary>
    public required float[] State { get; init; }

    /// <summary>For each action, whether it may be chosen; left out where all may.</summary>
    public bool[]? Allowed { get; init; }

    /// <summary>The episode that the decision belongs to, up to 256 characters; left out where it is one of its own.</summary>
    public string? EpisodeId { get; init; }

    /// <summary>Whom the decision is about, up to 256 characters, for erasure.</summary>
    public string? SubjectId { get; init; }

    /// <summary>The place in the episode, ascending; left out where decisions are asked for in their order.</summary>
    public int? Step { get; init; }

    /// <summary>The action that the caller would take itself, by name; left out to leave it to the baseline.</summary>
    public string? OwnAction { get; init; }

    /// <summary>The probability that the caller chose its own action with, above 0 and at most 1.</summary>
    public double? OwnProbability { get; init; }

    /// <summary>Whether the decision counts only once it was activated.</summary>
    [DefaultValue(false)]
    public bool WaitsForActivation { get; init; }
}
