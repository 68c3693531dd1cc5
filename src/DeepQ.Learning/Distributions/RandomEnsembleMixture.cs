using DeepQ.Learning.Losses;

namespace DeepQ.Learning.Distributions;

/// <summary>
/// Heads of which every mixture should be a Q-function (REM): each batch draws one mixture Σ w_k Q_k and learns its
/// target, from the same mixture of the target networks.
/// </summary>
/// <remarks>
/// Agarwal, Schuurmans, Norouzi: An Optimistic Perspective on Offline Reinforcement Learning (2020), https://arxiv.org/abs/1907.04543:
/// numbers uniform in [0, 1), divided by their sum. Designed for logged data; the paper uses <see cref="LossFunction.Huber"/>.
/// </remarks>
/// <param name="Heads">The number of heads K; the paper has 200.</param>
public sealed record RandomEnsembleMixture(int Heads = 200) : EnsembleDistribution
{
    /// <summary>The number of heads K.</summary>
    public override int Heads { get; init; } = Heads;

    internal override string Algorithm => "REM";

    internal override void Mix(Span<float> weights, Random random)
    {
        float sum = 0;
        foreach (ref float weight in weights)
            sum += weight = random.NextSingle();
        foreach (ref float weight in weights)
            weight = sum > 0 ? weight / sum : 1f / Heads;
    }
}
