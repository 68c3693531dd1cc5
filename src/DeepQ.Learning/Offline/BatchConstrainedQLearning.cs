using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Offline;

/// <summary>
/// BCQ for discrete actions: a second network learns the probability G(a | s) of each action in the data. Targets and
/// the policy consider only actions with G(a | s) / max G(· | s) of at least a threshold.
/// </summary>
/// <remarks>
/// Fujimoto, Conti, Ghavamzadeh, Pineau: Benchmarking Batch Deep Reinforcement Learning Algorithms (2019), section 4.1,
/// https://arxiv.org/abs/1910.01708. The paper's targets are those of <see cref="DqnOptions.DoubleQ"/>. Here G is a
/// separate network instead of a head, so that it works with every network, without a penalty on its logits.
/// </remarks>
/// <param name="Threshold">
/// The threshold τ, in (0, 1): near 0 every action is allowed, near 1 only the most likely one. The paper uses 0.3.
/// </param>
public sealed record BatchConstrainedQLearning(double Threshold = 0.3) : OfflineAlgorithm
{
    /// <summary>Returns the architecture of the network that learns the probabilities of actions.</summary>
    /// <param name="values">The architecture of the Q-network.</param>
    public static NetworkOptions BehaviorOf(NetworkOptions values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values with { Distribution = ValueDistribution.Point, Noisy = false };
    }

    internal override string? FindProblem(OfflineSettings options) =>
        Threshold is > 0 and < 1 ? null : "needs a Threshold above 0 and below 1";

    internal override string DisplayName(OfflineSettings options) => $"BCQ, {options.Algorithm}";

    internal override ILearner CreateLearner(LearnerContext context)
    {
        QNetwork network = context.CreateNetwork(context.Network, context.Initial, context.Random.Fork());
        Xoshiro256 noise = context.Random.Fork();
        QNetwork behavior = context.CreateNetwork(
            BehaviorOf(context.Network), (context.Initial as ConstrainedQNetwork)?.Behavior, context.Random.Fork());
        if (behavior == network)
            throw new ArgumentException("CreateNetwork returned the same network twice: it must return a new one at each call.");
        return new ConstrainedLearner(
            NetworkPair.CreateLearner(network, context.Settings, noise),
            BehaviorCloning.CreateClone(behavior, context),
            this,
            context.ActionCount,
            context.Settings.BatchSize);
    }
}
