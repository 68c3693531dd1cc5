using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Offline;

/// <summary>
/// Chooses the algorithm by what the log says of the policies: <see cref="ConservativeQLearning"/>; <see cref="DeepQLearning"/> where
/// the log tried what its policy does, and it is worth more; <see cref="BehaviorCloning"/> where neither is worth more than what was
/// logged.
/// </summary>
/// <remarks>
/// <para>
/// Each of four parts of the episodes says what a policy is worth, by fitted Q evaluation on the others, or by the doubly robust
/// estimate where the log has propensities and enough episodes went as the policy would. A policy is worth more than another where the
/// mean of the differences is greater than its standard error. A fit that was not done, or came to more than rewards add up to, speaks
/// against a policy.
/// </para>
/// <para>
/// That takes as many updates again as the training, and twelve fits of 6,000 to 10,000 updates, of networks of 64 × 64 units. The
/// conservative policy is kept, and observers are told, where nothing can be compared: without episodes, with fewer than 20, with
/// fewer than 5,000 updates, for images, for states of more than 4,096 values, for networks of one's own, and with
/// <see cref="DqnOptions.Validation"/>, which judges by itself.
/// </para>
/// </remarks>
/// <param name="TimeLimit">
/// The time that the choice may take after the first training; null for none beside <see cref="DqnOptions.TimeLimit"/>. When it is
/// over, the conservative policy is kept.
/// </param>
public sealed record SelectedAlgorithm(TimeSpan? TimeLimit = null) : OfflineAlgorithm
{
    internal override string? FindProblem(OfflineSettings options) =>
        TimeLimit is null || TimeLimit > TimeSpan.Zero ? null : "needs a positive TimeLimit, or none";

    /// <summary>What is trained first, and kept where nothing speaks for another.</summary>
    internal override OfflineAlgorithm First => new ConservativeQLearning();

    internal override string DisplayName(OfflineSettings options) => $"selected, {options.Algorithm}";

    internal override ILearner CreateLearner(LearnerContext context) =>
        throw new InvalidOperationException("A selection is made among the learners of other algorithms.");
}
