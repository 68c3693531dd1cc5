namespace DeepQ.Decisions.Events;

/// <summary>An action that was taken in a state, with the probability that it had.</summary>
public sealed record Decision : DecisionEvent
{
    /// <summary>The version of actions that the baseline chose.</summary>
    public const string BaselineVersion = "baseline";

    /// <summary>The version of actions that callers chose themselves.</summary>
    public const string CallerVersion = "caller";

    /// <summary>The id that rewards and activations name: a UUID of version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The values of the state.</summary>
    public required ReadOnlyMemory<float> State { get; init; }

    /// <summary>The number of candidates that the decision chose among; 0 where actions are fixed.</summary>
    public int CandidateCount { get; init; }

    /// <summary>The features of the candidates, row-major, as many for each; empty where actions are fixed.</summary>
    public ReadOnlyMemory<float> Candidates { get; init; }

    /// <summary>True for each action or candidate that was allowed; empty when all were.</summary>
    public ReadOnlyMemory<bool> Allowed { get; init; }

    /// <summary>The action that was taken, or the index of the candidate, from 0.</summary>
    public required int Action { get; init; }

    /// <summary>The name of the action, or the id of the candidate.</summary>
    public required string Name { get; init; }

    /// <summary>The probability that the action had, above 0 and at most 1; null where nobody knows it.</summary>
    public double? Probability { get; init; }

    /// <summary>The probabilities of all actions; empty where they are unknown or too many to be logged.</summary>
    public ReadOnlyMemory<double> Distribution { get; init; }

    /// <summary>
    /// The version of the policy that decided, <see cref="BaselineVersion"/> or <see cref="CallerVersion"/>.
    /// </summary>
    public required string Version { get; init; }

    /// <summary>The mode in which the decision was made.</summary>
    public required DecisionMode Mode { get; init; }

    /// <summary>The episode that the decision belongs to; null where it is one of its own.</summary>
    public string? EpisodeId { get; init; }

    /// <summary>Whom the decision is about, such as a user; null where nobody said. It serves erasure alone.</summary>
    public string? SubjectId { get; init; }

    /// <summary>The place in the episode, ascending; null where the order of the log is the order of the episode.</summary>
    public int? Step { get; init; }

    /// <summary>Whether the decision counts only once it was activated.</summary>
    public bool WaitsForActivation { get; init; }

    /// <summary>The probability with which the decision was logged at all, above 0 and at most 1.</summary>
    public double LoggedProbability { get; init; } = 1;

    /// <summary>The version of the policy that looked on; null where none did.</summary>
    public string? ApprenticeVersion { get; init; }

    /// <summary>The action that the policy that looked on would have taken; null where none did.</summary>
    public int? ApprenticeAction { get; init; }
}
