using System.Globalization;
using DeepQ.Learning.Losses;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Distributions;

/// <summary>Probabilities of fixed, evenly spaced returns, whose logits the network computes.</summary>
/// <param name="Minimum">The least return v_min. NaN: the trainer chooses both ends.</param>
/// <param name="Maximum">The greatest return v_max. NaN: the trainer chooses both ends.</param>
public abstract record HistogramDistribution(double Minimum, double Maximum) : ValueDistribution
{
    private const int MostReturns = 65_536;

    /// <summary>Gets whether a trainer chooses the ends.</summary>
    internal bool IsOpen => double.IsNaN(Minimum) && double.IsNaN(Maximum);

    /// <summary>Describes the range of the returns.</summary>
    internal string Description => string.Create(
        CultureInfo.InvariantCulture, $"returns lie between {Minimum:G4} and {Maximum:G4}");

    /// <summary>The first and the last of the returns.</summary>
    private protected abstract (double First, double Last) Returns { get; }

    internal override HistogramDistribution Histogram => this;

    internal override float[] Support =>
        [.. Enumerable.Range(0, ValuesPerAction).Select(i => (float)ReturnOf(i))];

    internal override string? Problem => ValuesPerAction < 2 ? "needs at least two returns"
        : ValuesPerAction > MostReturns ? $"needs at most {MostReturns} returns"
        : IsOpen || (Minimum < Maximum && double.IsFinite(Maximum - Minimum)) ? null
        : "needs a finite minimum below its finite maximum";

    /// <summary>Returns the return zᵢ whose probability output i gives.</summary>
    /// <param name="index">The number i of the output, from 0.</param>
    public double ReturnOf(int index)
    {
        (double first, double last) = Returns;
        return Between(first, last, index, ValuesPerAction);
    }

    /// <summary>
    /// Returns the distribution with other ends, such that its first and last return have these values.
    /// </summary>
    /// <param name="first">The first return.</param>
    /// <param name="last">The last return.</param>
    public HistogramDistribution WithReturns(double first, double last)
    {
        // The ends lie as far beyond the returns as with the ends 0 and 1.
        HistogramDistribution unit = this with { Minimum = 0, Maximum = 1 };
        (double low, double high) = unit.Returns;
        double width = (last - first) / (high - low);
        return this with { Minimum = first - (low * width), Maximum = last + ((1 - high) * width) };
    }

    /// <summary>Computes the mean Σ pᵢ zᵢ.</summary>
    /// <param name="probabilities">The probability of each return.</param>
    /// <exception cref="ArgumentException">The number of probabilities differs from the number of returns.</exception>
    public double Mean(ReadOnlySpan<float> probabilities)
    {
        CheckLength(probabilities.Length);
        (double first, double last) = Returns;
        double mean = 0;
        for (int i = 0; i < probabilities.Length; i++)
            mean += probabilities[i] * Between(first, last, i, probabilities.Length);
        return mean;
    }

    /// <summary>Replaces logits by probabilities and returns their mean.</summary>
    internal override double MeanOf(Span<float> outputs)
    {
        CategoricalLoss.Softmax(outputs);
        return Mean(outputs);
    }

    // ∂Q/∂xᵢ = pᵢ (zᵢ − Q).
    internal override void AddMeanGradient(
        ReadOnlySpan<float> outputs, float mean, float gradientOfMean, Span<float> gradient)
    {
        (double first, double last) = Returns;
        for (int i = 0; i < outputs.Length; i++)
            gradient[i] += gradientOfMean * (outputs[i] * (float)(Between(first, last, i, outputs.Length) - mean));
    }

    internal override Tensor MeansOf(Tensor outputs, Tensor support) => outputs.softmax(2).matmul(support);

    internal override IReadOnlyList<PolicyLayer> ToMeans(IReadOnlyList<PolicyLayer> layers) =>
        [.. layers, new CategoricalLayer(Support)];

    internal override HistogramDistribution InUnits(double unit) =>
        this with { Minimum = Minimum / unit, Maximum = Maximum / unit };

    // The returns of a network that learned in other units are equal up to rounding.
    internal override bool IsLike(ValueDistribution other) =>
        other.GetType() == GetType() && other.Histogram is { } second && second.ValuesPerAction == ValuesPerAction
        && Math.Abs(Minimum - second.Minimum) + Math.Abs(Maximum - second.Maximum)
            <= 1e-6 * (second.Maximum - second.Minimum);

    /// <summary>
    /// Maps logits of these returns to the returns of another distribution: M y + c, linear between two returns, and
    /// nearly impossible beyond the ends.
    /// </summary>
    internal (float[,] Map, float[] Shift) LogitsAt(HistogramDistribution other)
    {
        const float HardlyLikely = -10;
        (double first, double last) = Returns;
        int count = ValuesPerAction;
        float[,] map = new float[other.ValuesPerAction, count];
        float[] shift = new float[other.ValuesPerAction];
        for (int i = 0; i < shift.Length; i++)
        {
            double place = (other.ReturnOf(i) - first) / (last - first) * (count - 1);
            double near = Math.Clamp(place, 0, count - 1);
            int lower = Math.Min((int)near, count - 2);
            map[i, lower] = (float)(lower + 1 - near);
            map[i, lower + 1] = (float)(near - lower);
            // Only rounding puts an end beyond itself.
            shift[i] = Math.Abs(place - near) > 1e-6 * count ? HardlyLikely : 0;
        }

        return (map, shift);
    }

    private protected void CheckLength(int length)
    {
        if (length != ValuesPerAction)
        {
            throw new ArgumentException(
                $"A distribution of {ValuesPerAction} returns needs {ValuesPerAction} probabilities, not {length}.");
        }
    }

    private static double Between(double first, double last, int index, int count) =>
        first + ((last - first) * index / (count - 1));
}
