using DeepQ.Learning.Losses;

namespace DeepQ.Learning.Distributions;

/// <summary>
/// Value learning by classification (HL-Gauss): the probabilities of return bins are trained toward those of a normal
/// distribution around the target.
/// </summary>
/// <remarks>
/// Farebrother et al.: Stop Regressing, Training Value Functions via Classification for Scalable Deep RL (2024),
/// https://arxiv.org/abs/2403.03950. Uses the network and the export of C51 and the targets of Q-learning: double,
/// Munchausen, n-step.
/// </remarks>
/// <param name="Minimum">The least return v_min. NaN: the trainer chooses both ends.</param>
/// <param name="Maximum">The greatest return v_max. NaN: the trainer chooses both ends.</param>
/// <param name="Bins">The number N of bins; the paper has 51.</param>
/// <param name="Smoothing">The standard deviation σ of the normal distribution in bin widths; the paper has 0.75.</param>
public sealed record HLGaussDistribution(
    double Minimum = double.NaN, double Maximum = double.NaN, int Bins = 51, double Smoothing = 0.75)
    : HistogramDistribution(Minimum, Maximum)
{
    private const int OnStack = 512;

    internal override string Algorithm => "HL-Gauss";

    internal override int ValuesPerAction => Bins;

    internal override bool LearnsFromMeans => true;

    internal override int TargetLength => 1;

    internal override string? Problem => base.Problem ??
        (Smoothing is >= 0.01 and <= 1000 ? null : "needs a Smoothing from 0.01 to 1000");

    private double Width => (Maximum - Minimum) / Bins;

    // The middles of the bins.
    private protected override (double First, double Last) Returns => (Minimum + (Width / 2), Maximum - (Width / 2));

    /// <summary>
    /// The histogram of a return y: the mass of N(y, σ²) in each bin, Φ((zᵢ + ς/2 − y) / σ) − Φ((zᵢ − ς/2 − y) / σ),
    /// divided by its mass in all bins. A return beyond the ends counts as the end.
    /// </summary>
    /// <param name="value">The return y.</param>
    /// <param name="probabilities">Receives the probability of each bin; their sum is 1.</param>
    /// <exception cref="ArgumentException">The number of probabilities differs from the number of bins.</exception>
    public void Smooth(double value, Span<float> probabilities)
    {
        CheckLength(probabilities.Length);
        double center = Math.Clamp(value, Minimum, Maximum);
        double deviation = Smoothing * Width;
        double first = NormalDistribution.Cumulative((Minimum - center) / deviation);
        double mass = NormalDistribution.Cumulative((Maximum - center) / deviation) - first;
        double below = first;
        for (int i = 0; i < probabilities.Length; i++)
        {
            double upTo = NormalDistribution.Cumulative((Minimum + ((i + 1) * Width) - center) / deviation);
            // Only rounding makes it fall.
            probabilities[i] = (float)(Math.Max(upTo - below, 0) / mass);
            below = upTo;
        }
    }

    internal override void ComputeTarget(Span<float> next, float reward, float discount, Span<float> target) =>
        target[0] = discount == 0 ? reward : reward + (discount * (float)MeanOf(next));

    internal override TransitionLoss Evaluate(
        Span<float> outputs,
        ReadOnlySpan<float> fractions,
        ReadOnlySpan<float> target,
        float weight,
        in LossSettings loss,
        Span<float> gradient)
    {
        Span<float> histogram = Bins <= OnStack ? stackalloc float[Bins] : new float[Bins];
        Smooth(target[0], histogram);
        double divergence = CategoricalLoss.Evaluate(outputs, histogram, gradient);
        double mean = MeanOf(outputs);
        return new(weight * divergence, mean, (float)Math.Abs(mean - target[0]));
    }
}
