namespace DeepQ.Decisions;

/// <summary>One of what a decision chooses among, where that changes from decision to decision.</summary>
/// <param name="Id">What it is, 1 to 256 characters; no other candidate of the request has the same.</param>
/// <param name="Features">Its features, finite, <see cref="DecisionOptions.CandidateFeatures"/> of them; copied.</param>
public readonly record struct DecisionCandidate(string Id, ReadOnlyMemory<float> Features);
