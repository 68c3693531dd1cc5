using DeepQ.Learning.Fused;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Offline;

/// <summary>
/// CQL for discrete actions: adds α (log Σ_a exp Q(s, a) − Q(s, a_logged)) to half the squared error of Q-learning. The
/// term lowers the values of all actions and raises that of the logged action.
/// </summary>
/// <remarks>
/// Kumar, Zhou, Tucker, Levine: Conservative Q-Learning for Offline Reinforcement Learning (2020), equation 4 with a
/// uniform prior, https://arxiv.org/abs/2006.04779, where the squared error has the factor ½. α has the same meaning
/// here with the mean squared error, whose gradient is twice as large, and with the Huber loss, which includes the ½.
/// The term is the cross-entropy of softmax(Q) and the logged action; see <see cref="CrossEntropyLoss"/>. With a
/// distribution of returns Q is its mean, and illegal actions are excluded from the sum. α weighs values against
/// log-probabilities: it is relative to the standard deviation of the logged returns, so that it has the same meaning
/// for every log, or, if <see cref="DqnOptions.NormalizeRewards"/> is false, an absolute number as in the paper.
/// </remarks>
/// <param name="Alpha">The weight α, not negative, in standard deviations of the logged returns; 0 is <see cref="DeepQLearning"/>.</param>
public sealed record ConservativeQLearning(double Alpha = 0.04) : OfflineAlgorithm
{
    internal override string? FindProblem(OfflineSettings options) =>
        Alpha >= 0 && double.IsFinite(Alpha) ? null : "needs an Alpha that is not negative";

    internal override string DisplayName(OfflineSettings options) => $"CQL, {options.Algorithm}";

    internal override OfflineAlgorithm Weighted(float factor) => this with { Alpha = Alpha * factor };

    internal override ILearner CreateLearner(LearnerContext context)
    {
        QNetwork network = context.CreateNetwork(context.Network, context.Initial, context.Random.Fork());
        Xoshiro256 noise = context.Random.Fork();
        return NetworkPair.CreateLearner(network, context.Settings, noise, networks => new ConservativeObjective(
            Objective.For(networks, context.Settings, noise), networks, context.Settings, Alpha));
    }
}
