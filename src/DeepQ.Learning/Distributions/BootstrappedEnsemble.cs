namespace DeepQ.Learning.Distributions;

/// <summary>
/// Heads that learn each for itself (bootstrapped DQN): the target of a head is of its own late copy and its own greedy action, and an
/// episode follows one head, which is tried to its end.
/// </summary>
/// <remarks>
/// Osband, Blundell, Pritzel, Van Roy: Deep Exploration via Bootstrapped DQN (2016), https://arxiv.org/abs/1602.04621. Heads differ by
/// what they begin with, and, with a <see cref="MaskProbability"/> below 1, by the transitions that they learn from. The loss is the mean
/// over the heads.
/// </remarks>
/// <param name="Heads">The number of heads K; the paper has 10.</param>
/// <param name="MaskProbability">
/// The probability that a head learns from a transition, in (0, 1]. A transition keeps the heads that it has; the paper has 1 for large
/// networks.
/// </param>
/// <param name="FollowsOneHead">
/// Whether an episode of training follows one head, drawn when it begins; otherwise the mean of all. It is beside
/// <see cref="DqnOptions.Epsilon"/>, which may then fall faster.
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

    // A hash in place of K bits in the replay: a number in [0, 1) that a transition and a head keep. Steele, Lea, Flood: Fast
    // Splittable Pseudorandom Number Generators (2014).
    private static double Fraction(int slot, uint version, int head)
    {
        ulong z = (((ulong)version << 32) | (uint)slot) + (0x9E3779B97F4A7C15 * ((ulong)head + 1));
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return (z >> 11) * (1.0 / (1UL << 53));
    }
}
