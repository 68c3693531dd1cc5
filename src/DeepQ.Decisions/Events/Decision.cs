namespace DeepQ.Decisions.Events;

/// <summary>An action taken in a state, with its probability.</summary>
public sealed record Decision : DecisionEvent
{
    /// <summary>The version of actions that the baseline chose.</summary>
    public const string BaselineVersion = "baseline";

    /// <summary>The version of actions that callers chose.</summary>
    public const string CallerVersion = "caller";

    /// <summary>The id for rewards and activations: a UUID of version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The values of the state.</summary>
    public required ReadOnlyMemory<float> State { get; init; }

    /// <summary>The number of candidates of the decision; 0 if actions are fixed.</summary>
    public int CandidateCount { get; init; }

    /// <summary>
    /// The features of the candidates, row-major, the same number for each; empty if actions are fixed.
    /// </summary>
    public ReadOnlyMemory<float> Candidates { get; init; }

    /// <summary>True for each action or candidate that was allowed; empty when all were.</summary>
    public ReadOnlyMemory<bool> Allowed { get; init; }

    /// <summary>The action that was taken, or the index of the candidate, from 0.</summary>
    public required int Action { get; init; }

    /// <summary>The name of the action, or the id of the candidate.</summary>
    public required string Name { get; init; }

    /// <summary>The probability that the action had, above 0 and at most 1; null if unknown.</summary>
    public double? Probability { get; init; }

    /// <summary>The probabilities of all actions; empty if they are unknown or too many to log.</summary>
    public ReadOnlyMemory<double> Distribution { get; init; }

    /// <summary>
    /// The version of the policy that decided, <see cref="BaselineVersion"/> or <see cref="CallerVersion"/>.
    /// </summary>
    public required string Version { get; init; }

    /// <summary>The mode in which the decision was made.</summary>
    public required DecisionMode Mode { get; init; }

    /// <summary>The episode of the decision; null if the decision is an episode by itself.</summary>
    public string? EpisodeId { get; init; }

    /// <summary>The subject of the decision, such as a user; null if unknown. It is used only for erasure.</summary>
    public string? SubjectId { get; init; }

    /// <summary>
    /// The position in the episode, ascending; null if the order of the log is the order of the episode.
    /// </summary>
    public int? Step { get; init; }

    /// <summary>Whether the decision counts only after its activation.</summary>
    public bool WaitsForActivation { get; init; }

    /// <summary>The probability with which the decision was logged, above 0 and at most 1.</summary>
    public double LoggedProbability { get; init; } = 1;

    /// <summary>The version of the policy that observed the decision; null if none did.</summary>
    public string? ApprenticeVersion { get; init; }

    /// <summary>The action that the observing policy would have taken; null if none did.</summary>
    public int? ApprenticeAction { get; init; }
}
