using DeepQ.Decisions.Deciding;

namespace DeepQ.Decisions;

/// <summary>What is to be decided.</summary>
/// <param name="State">The values of the state, finite; copied.</param>
public sealed record DecisionRequest(ReadOnlyMemory<float> State)
{
    /// <summary>
    /// What is chosen among, where <see cref="DecisionOptions.CandidateFeatures"/> is above 0: at least one, and at most
    /// <see cref="DecisionOptions.MostCandidates"/>. The index of a candidate is its action.
    /// </summary>
    public IReadOnlyList<DecisionCandidate> Candidates { get; init; } = [];

    /// <summary>True for each action or candidate that may be chosen; empty when all may. Copied.</summary>
    public ReadOnlyMemory<bool> Allowed { get; init; }

    /// <summary>The episode that the decision belongs to, up to 256 characters; null where it is one of its own.</summary>
    public string? EpisodeId { get; init; }

    /// <summary>Whom the decision is about, up to 256 characters, for erasure; null where nobody is told.</summary>
    public string? SubjectId { get; init; }

    /// <summary>The place in the episode, ascending; null where decisions are asked for in the order of the episode.</summary>
    public int? Step { get; init; }

    /// <summary>
    /// What the caller would do itself: taken in the modes <c>Off</c>, <c>LoggingOnly</c> and <c>Apprentice</c>, and where a
    /// policy fails; null to leave it to the baseline.
    /// </summary>
    public OwnAction? OwnAction { get; init; }

    /// <summary>Whether the decision is only prepared, and counts once it was activated.</summary>
    public bool WaitsForActivation { get; init; }
}
