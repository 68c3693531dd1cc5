using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Offline;

/// <summary>
/// Q-learning as in an environment: nothing limits the values of actions that were not logged. For data in which every
/// action was tried everywhere.
/// </summary>
public sealed record DeepQLearning : OfflineAlgorithm
{
    internal override string DisplayName(OfflineSettings options) => options.Algorithm;

    internal override ILearner CreateLearner(LearnerContext context)
    {
        QNetwork network = context.CreateNetwork(context.Network, context.Initial, context.Random.Fork());
        return NetworkPair.CreateLearner(network, context.Settings, context.Random.Fork());
    }
}
