using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Offline;

/// <summary>
/// BC: imitates the logged actions, with their cross-entropy as the loss. Rewards are ignored.
/// </summary>
/// <remarks>
/// Pomerleau: Efficient Training of Artificial Neural Networks for Autonomous Navigation (1991). The outputs of the
/// network and of an exported policy are logits in place of Q-values: their softmax over the legal actions estimates
/// the probability of each action in the data.
/// </remarks>
public sealed record BehaviorCloning : OfflineAlgorithm
{
    internal override string? FindProblem(OfflineSettings options) =>
        options.Network.Distribution != ValueDistribution.Point
            ? "learns no returns, so Network.Distribution must be ValueDistribution.Point"
        : !options.Target.ChoosesNextAction ? "has no targets, so Munchausen and TargetRule must be null"
        : null;

    internal override bool LearnsValues => false;

    internal override string DisplayName(OfflineSettings options) => "BC";

    internal override ILearner CreateLearner(LearnerContext context)
    {
        QNetwork network = context.CreateNetwork(context.Network, context.Initial, context.Random.Fork());
        // A generator for noise, which no clone has, so that the draws of all algorithms stay the same.
        context.Random.Fork();
        return CreateClone(network, context);
    }

    /// <summary>Creates the learner that clones the logged policy with a network, which it owns.</summary>
    internal static DqnLearner CreateClone(QNetwork network, LearnerContext context) => NetworkPair.CreateLearner(
        network, context.Settings, context.Random.Fork(), networks => new CrossEntropyObjective(networks, context.Settings));
}
