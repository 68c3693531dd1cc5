using DeepQ.Decisions.Gating;

namespace DeepQ.Decisions.MLNet;

/// <summary>The outcome of a training on the log of decisions.</summary>
/// <param name="LearnedFrom">The number of decisions that it learned from, or that were too few.</param>
/// <param name="Proposal">The outcome for the candidate; null if there is none.</param>
/// <param name="Reason">The reason, a sentence with the numbers.</param>
public sealed record DecisionTraining(long LearnedFrom, Proposal? Proposal, string Reason);
