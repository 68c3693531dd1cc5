namespace DeepQ.Learning.Offline;

/// <summary>
/// BC: learns to do what was done, by the cross-entropy of the logged actions. Rewards do not matter.
/// </summary>
/// <remarks>
/// Pomerleau: Efficient Training of Artificial Neural Networks for Autonomous Navigation (1991). What stands for
/// Q-values, in the network and in an exported policy, are logits: their softmax over the legal actions is how likely
/// each action is in the data.
/// </remarks>
public sealed record BehaviorCloning : OfflineAlgorithm
{
    internal override string? ProblemWith(DqnOptions options) =>
        options.Network?.Distribution is not null ? "learns no returns, so that Network.Distribution must be null"
        : options.Munchausen is not null ? "has no targets, so that Munchausen must be null"
        : null;

    internal override bool LearnsValues => false;

    internal override string NameWith(DqnOptions options) => "BC";
}
