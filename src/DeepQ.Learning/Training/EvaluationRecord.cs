using DeepQ.Learning.Evaluation;

namespace DeepQ.Learning.Training;

/// <summary>An evaluation of the greedy policy during training.</summary>
/// <param name="Step">The number of environment steps before it.</param>
/// <param name="Result">What the episodes brought.</param>
public sealed record EvaluationRecord(long Step, EvaluationResult Result)
{
    /// <summary>
    /// The mean of the greatest Q-value in the first states of the episodes: what the network promised. Null where a checkpoint
    /// of before did not tell.
    /// </summary>
    public double? StartValue { get; init; }

    /// <summary>
    /// The mean of the discounted returns of the same episodes: what was kept of <see cref="StartValue"/>, but for what an episode
    /// that was cut off would still have brought. Null where a checkpoint of before did not tell.
    /// </summary>
    public double? DiscountedReturn { get; init; }
}
