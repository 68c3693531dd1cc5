namespace DeepQ.Learning.Distributions;

/// <summary>
/// Heads that learn separately (bootstrapped DQN). The target of a head comes from its own target network and its own
/// greedy action. An episode follows one head to its end.
/// </summary>
/// <remarks>
/// Osband, Blundell, Pritzel, Van Roy: Deep Exploration via Bootstrapped DQN (2016), https://arxiv.org/abs/1602.04621.
/// Heads differ by their initial weights and, with a <see cref="MaskProbability"/> below 1, by the transitions that
/// they learn from. The loss is the mean over the heads.
/// </remarks>
/// <param name="Heads">The number of heads K; the paper has 10.</param>
/// <param name="MaskProbability">
/// The probability that a head learns from a transition, in (0, 1]. The heads of a transition never change; the paper
/// has 1 for large networks.
/// </param>
/// <param name="FollowsOneHead">
/// Whether a training episode follows one head, drawn at its start; otherwise the mean of all.
/// <see cref="DqnOptions.Epsilon"/> still applies and may then fall faster.
/// </param>
public sealed record BootstrappedEnsemble(int Heads = 10, double MaskProbability = 1, bool FollowsOneHead = true)
    : EnsembleDistribution
{
    /// <summary>The number of heads K.</summary>
    public override int Heads { get; init; } = Heads;

    internal override string Algorithm => "Bootstrapped DQN";

    internal override bool LearnsEachHead => true;

    internal override string? Problem => base.Problem
        ?? (MaskProbability is > 0 and <= 1 ? null : "needs a MaskProbability above 0 and at most 1");

    internal override bool LearnsFrom(int slot, uint version, int head) =>
        MaskProbability == 1 || Fraction(slot, version, head) < MaskProbability;

    // A hash instead of K bits in the replay: a number in [0, 1) that is fixed for a transition and a head. Steele,
    // Lea, Flood: Fast Splittable Pseudorandom Number Generators (2014).
    private static double Fraction(int slot, uint version, int head)
    {
        ulong z = (((ulong)version << 32) | (uint)slot) + (0x9E3779B97F4A7C15 * ((ulong)head + 1));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return (z >> 11) * (1.0 / (1UL << 53));
    }
}
