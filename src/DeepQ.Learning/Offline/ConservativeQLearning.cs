namespace DeepQ.Learning;

/// <summary>
/// CQL for discrete actions: beside half the squared error of Q-learning stands
/// α (log Σ_a exp Q(s, a) − Q(s, a_logged)), which pushes down the values of all actions and holds up that of the action
/// that was logged.
/// </summary>
/// <remarks>
/// Kumar, Zhou, Tucker, Levine: Conservative Q-Learning for Offline Reinforcement Learning (2020), equation 4 with a
/// uniform prior, https://arxiv.org/abs/2006.04779, where the squared error has the factor ½: so α means the same here, with
/// the mean squared error, whose gradient is twice as large, and with the Huber loss, which has the ½ in it. The term is the cross-entropy of softmax(Q) and the logged action;
/// see <see cref="CrossEntropyLoss"/>. With a distribution of returns Q is its mean, and illegal actions are left out
/// of the sum. α weighs values against log-probabilities; values are in the units of
/// <see cref="DqnOptions.NormalizeRewards"/>.
/// </remarks>
/// <param name="Alpha">The weight α, not negative; 0 is <see cref="DeepQLearning"/>.</param>
public sealed record ConservativeQLearning(double Alpha = 0.5) : OfflineAlgorithm
{
    internal override string? ProblemWith(DqnOptions options) =>
        Alpha >= 0 && double.IsFinite(Alpha) ? null : "needs an Alpha that is not negative";

    internal override string NameWith(DqnOptions options) => $"CQL, {options.Algorithm}";
}
