using DeepQ.Decisions.Deciding;

namespace DeepQ.Decisions;

/// <summary>A request for a decision.</summary>
/// <param name="State">The values of the state, <see cref="DecisionOptions.StateSize"/> finite values; copied.</param>
public sealed record DecisionRequest(ReadOnlyMemory<float> State)
{
    /// <summary>
    /// The candidates to choose from if <see cref="DecisionOptions.CandidateFeatures"/> is above 0: at least one, and
    /// at most <see cref="DecisionOptions.MostCandidates"/>. The action is the index of a candidate.
    /// </summary>
    public IReadOnlyList<DecisionCandidate> Candidates { get; init; } = [];

    /// <summary>True for each action or candidate that may be chosen; empty when all may. Copied.</summary>
    public ReadOnlyMemory<bool> Allowed { get; init; }

    /// <summary>
    /// The episode of the decision, up to 256 characters; null if the decision is an episode by itself.
    /// </summary>
    public string? EpisodeId { get; init; }

    /// <summary>
    /// The person or thing that the decision is about, up to 256 characters, for erasure; null if unknown.
    /// </summary>
    public string? SubjectId { get; init; }

    /// <summary>
    /// The position in the episode, ascending; null if decisions are requested in the order of the episode.
    /// </summary>
    public int? Step { get; init; }

    /// <summary>
    /// The caller's own action: taken in the modes <c>Off</c>, <c>LoggingOnly</c> and <c>Apprentice</c>, and if a
    /// policy fails; null to leave the choice to the baseline.
    /// </summary>
    public OwnAction? OwnAction { get; init; }

    /// <summary>Whether the decision is only prepared and counts after its activation.</summary>
    public bool WaitsForActivation { get; init; }
}
