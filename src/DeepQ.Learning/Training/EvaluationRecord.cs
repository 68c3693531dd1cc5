using DeepQ.Learning.Evaluation;

namespace DeepQ.Learning.Training;

/// <summary>An evaluation of the greedy policy during training.</summary>
/// <param name="Step">The number of environment steps before it.</param>
/// <param name="Result">The results of the episodes.</param>
public sealed record EvaluationRecord(long Step, EvaluationResult Result)
{
    /// <summary>
    /// The mean of the greatest Q-value in the first states of the episodes: the predicted return. Null after a
    /// checkpoint of an earlier version, which does not include it.
    /// </summary>
    public double? StartValue { get; init; }

    /// <summary>
    /// The mean of the discounted returns of the same episodes: the actual counterpart of <see cref="StartValue"/>,
    /// without what episodes that were cut off would still have returned. Null after a checkpoint of an earlier
    /// version, which does not include it.
    /// </summary>
    public double? DiscountedReturn { get; init; }
}
