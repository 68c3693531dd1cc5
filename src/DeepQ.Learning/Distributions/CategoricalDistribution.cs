using DeepQ.Learning.Losses;

namespace DeepQ.Learning.Distributions;

/// <summary>Probabilities of fixed returns, evenly spaced from a least to a greatest one (C51).</summary>
/// <remarks>
/// Bellemare, Dabney, Munos: A Distributional Perspective on Reinforcement Learning (2017),
/// https://arxiv.org/abs/1707.06887. Returns beyond the ends count as the ends. Choose ends that include all returns,
/// or leave them out: then a trainer chooses them from the returns that it observes and widens them for greater ones.
/// </remarks>
/// <param name="Minimum">The least return v_min; the paper has −10. Not a number: the trainer chooses both ends.</param>
/// <param name="Maximum">The greatest return v_max; the paper has 10. NaN: the trainer chooses both ends.</param>
/// <param name="Atoms">The number N of returns; the paper has 51.</param>
public sealed record CategoricalDistribution(
    double Minimum = double.NaN, double Maximum = double.NaN, int Atoms = 51) : HistogramDistribution(Minimum, Maximum)
{
    private const int OnStack = 512;

    internal override string Algorithm => "C51";

    internal override int ValuesPerAction => Atoms;

    private protected override (double First, double Last) Returns => (Minimum, Maximum);

    /// <summary>
    /// The distribution of r + d Z, projected to the atoms: each probability is shared by the two atoms around its
    /// shifted return, in proportion to their nearness.
    /// </summary>
    /// <remarks>
    /// Bellemare et al. (2017), algorithm 1. A return exactly on an atom gives that atom all of its probability; the
    /// difference of ceiling and floor, equal there, would give it none.
    /// </remarks>
    /// <param name="probabilities">The probability of each atom of Z.</param>
    /// <param name="reward">The reward r.</param>
    /// <param name="discount">The discount d; 0 at a terminal next state.</param>
    /// <param name="projected">Receives the probability of each atom of the target; their sum is that of Z.</param>
    /// <exception cref="ArgumentException">The number of probabilities differs from the number of atoms.</exception>
    public void Project(ReadOnlySpan<float> probabilities, float reward, float discount, Span<float> projected)
    {
        CheckLength(probabilities.Length);
        CheckLength(projected.Length);
        projected.Clear();
        double spacing = (Maximum - Minimum) / (Atoms - 1);
        for (int i = 0; i < probabilities.Length; i++)
        {
            double moved = Math.Clamp(reward + (discount * ReturnOf(i)), Minimum, Maximum);
            double position = Math.Clamp((moved - Minimum) / spacing, 0, Atoms - 1);
            int lower = (int)position;
            float upperShare = (float)(position - lower);
            projected[lower] += probabilities[i] * (1 - upperShare);
            if (upperShare > 0)
                projected[lower + 1] += probabilities[i] * upperShare;
        }
    }

    internal override void ComputeTarget(Span<float> next, float reward, float discount, Span<float> target)
    {
        if (discount == 0)
            next.Clear();
        CategoricalLoss.Softmax(next);
        Project(next, reward, discount, target);
    }

    // The mixture: with the probability π(a) the return is r + d (Z(s', a) + b(a)).
    internal override void MixTarget(
        Span<float> next,
        ReadOnlySpan<float> probabilities,
        ReadOnlySpan<float> bonuses,
        float reward,
        float discount,
        Span<float> target)
    {
        if (discount == 0)
        {
            ComputeTarget(next[..Atoms], reward, discount, target);
            return;
        }

        Span<float> one = Atoms <= OnStack ? stackalloc float[Atoms] : new float[Atoms];
        target.Clear();
        for (int action = 0; action < probabilities.Length; action++)
        {
            if (probabilities[action] == 0)
                continue;
            ComputeTarget(next.Slice(action * Atoms, Atoms), reward + (discount * bonuses[action]), discount, one);
            for (int i = 0; i < one.Length; i++)
                target[i] += probabilities[action] * one[i];
        }
    }

    internal override TransitionLoss Evaluate(
        Span<float> outputs,
        ReadOnlySpan<float> fractions,
        ReadOnlySpan<float> target,
        float weight,
        in LossSettings loss,
        Span<float> gradient)
    {
        double divergence = CategoricalLoss.Evaluate(outputs, target, gradient);
        return new(weight * divergence, MeanOf(outputs), (float)divergence);
    }
}
