using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Updates;

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
    internal override string? FindProblem(OfflineSettings options) =>
        options.Network.Distribution != ValueDistribution.Point
            ? "learns no returns, so that Network.Distribution must be ValueDistribution.Point"
        : !options.Target.ChoosesNextAction ? "has no targets, so that Munchausen and TargetRule must be null"
        : null;

    internal override bool LearnsValues => false;

    internal override string DisplayName(OfflineSettings options) => "BC";

    internal override ILearner CreateLearner(LearnerContext context)
    {
        QNetwork network = context.CreateNetwork(context.Network, context.Initial, context.Random.Fork());
        // A generator for noise that no clone has: draws stay where they are for each algorithm.
        context.Random.Fork();
        return CreateClone(network, context);
    }

    /// <summary>Creates what clones the logged policy with a network, which belongs to it.</summary>
    internal static DqnLearner CreateClone(QNetwork network, LearnerContext context) => NetworkPair.CreateLearner(
        network, context.Settings, context.Random.Fork(), networks => new CrossEntropyObjective(networks, context.Settings));
}
