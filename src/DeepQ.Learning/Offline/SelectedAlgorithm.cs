using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Offline;

/// <summary>
/// Selects the algorithm by evaluating the policies on the log: <see cref="ConservativeQLearning"/> by default;
/// <see cref="DeepQLearning"/> if the log supports its policy and its value is greater; <see cref="BehaviorCloning"/>
/// if neither exceeds the logged policy.
/// </summary>
/// <remarks>
/// <para>
/// Each of four folds of the episodes gives a value of a policy, by fitted Q evaluation on the other folds, or by the
/// doubly robust estimate if the log has propensities and enough episodes agree with the policy. The value of a policy
/// exceeds that of another if the mean of the differences is greater than its standard error. A fit that did not
/// converge, or exceeded what rewards can add up to, counts against a policy.
/// </para>
/// <para>
/// The selection takes as many updates again as the training, and twelve fits of 6,000 to 10,000 updates with networks
/// of 64 × 64 units. The conservative policy is kept, and observers are notified, if nothing can be compared: without
/// episodes, with fewer than 20, with fewer than 5,000 updates, for images, for states of more than 4,096 values, for
/// custom networks, and with <see cref="DqnOptions.Validation"/>, which does its own evaluation.
/// </para>
/// </remarks>
/// <param name="TimeLimit">
/// The time limit of the selection after the first training; null for none apart from
/// <see cref="DqnOptions.TimeLimit"/>. When it expires, the conservative policy is kept.
/// </param>
public sealed record SelectedAlgorithm(TimeSpan? TimeLimit = null) : OfflineAlgorithm
{
    internal override string? FindProblem(OfflineSettings options) =>
        TimeLimit is null || TimeLimit > TimeSpan.Zero ? null : "needs a positive TimeLimit, or none";

    /// <summary>The algorithm that is trained first, and kept unless another one is better.</summary>
    internal override OfflineAlgorithm First => new ConservativeQLearning();

    internal override string DisplayName(OfflineSettings options) => $"selected, {options.Algorithm}";

    internal override ILearner CreateLearner(LearnerContext context) =>
        throw new InvalidOperationException("A selection has no learner; it chooses among the learners of other algorithms.");
}
