using System.Globalization;
using DeepQ.Learning.Losses;

namespace DeepQ.Learning.Distributions;

/// <summary>
/// Probabilities of fixed returns, evenly spaced from a least to a greatest one (C51).
/// </summary>
/// <remarks>
/// Bellemare, Dabney, Munos: A Distributional Perspective on Reinforcement Learning (2017),
/// https://arxiv.org/abs/1707.06887. Returns beyond the ends count as the ends: choose them so that none lie there, or leave them
/// out, so that a trainer chooses them from the returns that it sees, and moves them where greater ones come.
/// </remarks>
/// <param name="Minimum">The least return v_min; the paper has −10. Not a number: the trainer chooses both ends.</param>
/// <param name="Maximum">The greatest return v_max; the paper has 10. Not a number: the trainer chooses both ends.</param>
/// <param name="Atoms">The number N of returns; the paper has 51.</param>
public sealed record CategoricalDistribution(
    double Minimum = double.NaN, double Maximum = double.NaN, int Atoms = 51) : ValueDistribution
{
    internal override int ValuesPerAction => Atoms;

    /// <summary>Whether a trainer chooses the ends.</summary>
    internal bool IsOpen => double.IsNaN(Minimum) && double.IsNaN(Maximum);

    /// <summary>What it does, in words.</summary>
    internal string Description => string.Create(
        CultureInfo.InvariantCulture, $"returns lie between {Minimum:G4} and {Maximum:G4}");

    internal override string? Problem => Atoms < 2 ? "needs at least two atoms"
        : IsOpen || (Minimum < Maximum && double.IsFinite(Maximum - Minimum)) ? null
        : "needs a finite minimum below its finite maximum";

    internal override double MeanOf(Span<float> outputs)
    {
        CategoricalLoss.Softmax(outputs);
        return Mean(outputs);
    }

    /// <summary>The return zᵢ = v_min + i Δz that an atom stands for, with Δz = (v_max − v_min) / (N − 1).</summary>
    /// <param name="atom">The atom i, from 0.</param>
    public double ReturnOf(int atom) => Minimum + ((Maximum - Minimum) * atom / (Atoms - 1));

    /// <summary>The mean Σ pᵢ zᵢ.</summary>
    /// <param name="probabilities">The probability of each atom.</param>
    /// <exception cref="ArgumentException">There is not one probability an atom.</exception>
    public double Mean(ReadOnlySpan<float> probabilities)
    {
        CheckLength(probabilities.Length);
        double mean = 0;
        for (int i = 0; i < probabilities.Length; i++)
            mean += probabilities[i] * ReturnOf(i);
        return mean;
    }

    /// <summary>
    /// The distribution of r + d Z, brought back to the atoms: each probability is shared by the two atoms around its
    /// moved return, in proportion to their nearness.
    /// </summary>
    /// <remarks>
    /// Bellemare et al. (2017), algorithm 1. A return that falls exactly on an atom gives that atom all of its
    /// probability; the difference of a ceiling and a floor, both the same there, would give it none.
    /// </remarks>
    /// <param name="probabilities">The probability of each atom of Z.</param>
    /// <param name="reward">The reward r.</param>
    /// <param name="discount">The discount d; 0 at a terminal successor.</param>
    /// <param name="projected">Receives the probability of each atom of the target; their sum is that of Z.</param>
    /// <exception cref="ArgumentException">There is not one probability an atom.</exception>
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

    /// <summary>The same distribution of returns that are divided by a unit.</summary>
    internal CategoricalDistribution InUnits(double unit) =>
        this with { Minimum = Minimum / unit, Maximum = Maximum / unit };

    /// <summary>
    /// How logits of these returns are read at the returns of another distribution: M y + c, linear between two atoms, and hardly
    /// likely beyond the ends.
    /// </summary>
    internal (float[,] Map, float[] Shift) LogitsAt(CategoricalDistribution other)
    {
        const float HardlyLikely = -10;
        float[,] map = new float[other.Atoms, Atoms];
        float[] shift = new float[other.Atoms];
        for (int i = 0; i < other.Atoms; i++)
        {
            double place = (other.ReturnOf(i) - Minimum) / (Maximum - Minimum) * (Atoms - 1);
            double near = Math.Clamp(place, 0, Atoms - 1);
            int lower = Math.Min((int)near, Atoms - 2);
            map[i, lower] = (float)(lower + 1 - near);
            map[i, lower + 1] = (float)(near - lower);
            // Rounding alone puts an end beyond itself.
            shift[i] = Math.Abs(place - near) > 1e-6 * Atoms ? HardlyLikely : 0;
        }

        return (map, shift);
    }

    private void CheckLength(int length)
    {
        if (length != Atoms)
            throw new ArgumentException($"A distribution of {Atoms} atoms has as many probabilities, not {length}.");
    }
}
