using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Offline;

/// <summary>
/// Cal-QL for discrete actions: <see cref="ConservativeQLearning"/> that pushes no value below the return of the logged policy V, with the
/// term α (log Σ_a exp max(Q(s, a), V(s)) − Q(s, a_logged)). Values keep the scale of returns, so online training
/// afterwards does not have to raise them first.
/// </summary>
/// <remarks>
/// Nakamoto, Zhai, Singh, Mark, Ma, Finn, Kumar, Levine: Cal-QL: Calibrated Offline RL Pre-Training for Efficient Online Fine-Tuning (2023),
/// equation 5.1, https://arxiv.org/abs/2303.05479, with the term of CQL for discrete actions. V(s) is the discounted return from the
/// logged row on. If the rows of an episode stop before its end, as at a time limit, the mean return of the log replaces what
/// follows. A log without the order of its rows is refused.
/// </remarks>
/// <param name="Alpha">The weight α, not negative, in standard deviations of the logged returns; 0 is <see cref="DeepQLearning"/>.</param>
public sealed record CalibratedQLearning(double Alpha = 0.04) : OfflineAlgorithm
{
    internal override string? FindProblem(OfflineSettings options) =>
        Alpha >= 0 && double.IsFinite(Alpha) ? null : "needs an Alpha that is not negative";

    internal override string DisplayName(OfflineSettings options) => $"Cal-QL, {options.Algorithm}";

    internal override OfflineAlgorithm Weighted(float factor) => this with { Alpha = Alpha * factor };

    internal override ILearner CreateLearner(LearnerContext context)
    {
        float[] returns = context.Returns() ?? throw new ArgumentException(
            "CalibratedQLearning needs the returns of the logged policy, but no row of the log is followed by the row of its next state: name " +
            "the column of episodes, EpisodeIdColumnName, keep the rows in order, or use ConservativeQLearning.");
        QNetwork network = context.CreateNetwork(context.Network, context.Initial, context.Random.Fork());
        Xoshiro256 noise = context.Random.Fork();
        return NetworkPair.CreateLearner(network, context.Settings, noise, networks => new CalibratedObjective(
            Objective.For(networks, context.Settings, noise), networks, context.Settings, Alpha, returns));
    }
}
