using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Offline;

/// <summary>
/// Q-learning as in an environment: nothing holds back the values of actions that were not logged. For data that tried
/// every action everywhere.
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
