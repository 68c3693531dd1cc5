namespace DeepQ.Learning.Offline;

/// <summary>
/// BCQ for discrete actions: a second network learns how likely each action is in the data, G(a | s), and only actions
/// with G(a | s) / max G(· | s) of at least a threshold are considered, in the targets and by the policy.
/// </summary>
/// <remarks>
/// Fujimoto, Conti, Ghavamzadeh, Pineau: Benchmarking Batch Deep Reinforcement Learning Algorithms (2019), section 4.1,
/// https://arxiv.org/abs/1910.01708. The paper's targets are those of <see cref="DqnOptions.DoubleQ"/>. Here G has a
/// network of its own instead of a head, so that it works with every network, and no penalty on its logits.
/// </remarks>
/// <param name="Threshold">
/// The threshold τ, in (0, 1): near 0 every action is allowed, near 1 the most likely one alone. The paper has 0.3.
/// </param>
public sealed record BatchConstrainedQLearning(double Threshold = 0.3) : OfflineAlgorithm
{
    /// <summary>The architecture of the network that learns how likely actions are, beside that of the values.</summary>
    internal static NetworkOptions BehaviorOf(NetworkOptions values) =>
        values with { Distribution = null, Noisy = false };

    internal override string? ProblemWith(DqnOptions options) =>
        Threshold is > 0 and < 1 ? null : "needs a Threshold above 0 and below 1";

    internal override string NameWith(DqnOptions options) => $"BCQ, {options.Algorithm}";
}
