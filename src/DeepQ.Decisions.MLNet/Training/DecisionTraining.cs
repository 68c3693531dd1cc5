using DeepQ.Decisions.Gating;

namespace DeepQ.Decisions.MLNet;

/// <summary>What a training on the log of decisions led to.</summary>
/// <param name="LearnedFrom">The decisions that it learned from, or that were too few for it.</param>
/// <param name="Proposal">What became of the candidate; null where there is none.</param>
/// <param name="Reason">Why, in a sentence with the numbers.</param>
public sealed record DecisionTraining(long LearnedFrom, Proposal? Proposal, string Reason);
