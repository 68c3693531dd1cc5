using DeepQ.Learning.Evaluation;

namespace DeepQ.Learning.Training;

/// <summary>An evaluation of the greedy policy during training.</summary>
/// <param name="Step">The number of environment steps before it.</param>
/// <param name="Result">What the episodes brought.</param>
public sealed record EvaluationRecord(long Step, EvaluationResult Result);
