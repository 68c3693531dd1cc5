namespace DeepQ.Decisions;

/// <summary>A candidate: an action that exists only in one decision.</summary>
/// <param name="Id">The id, 1 to 256 characters, unique within the request.</param>
/// <param name="Features">The features, <see cref="DecisionOptions.CandidateFeatures"/> finite values; copied.</param>
public readonly record struct DecisionCandidate(string Id, ReadOnlyMemory<float> Features);
