using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Fused.Layout;

/// <summary>
/// A fully connected layer in flat memory: weights in rows, one an output, as torch has them, each padded with zeros to
/// whole lines. Zeros stay zeros: what they are multiplied with is zero too.
/// </summary>
/// <param name="Input">Where its inputs are among the values that pass through the network.</param>
/// <param name="Output">Where its outputs are there.</param>
/// <param name="WeightStart">Where the weights begin among the parameters.</param>
/// <param name="BiasStart">Where the biases begin there.</param>
/// <param name="TransposedStart">Where the weights begin among those that are kept by columns too.</param>
/// <param name="Hidden">Whether a rectified linear unit follows.</param>
internal sealed record DenseStep(
    FeatureBlock Input, FeatureBlock Output, int WeightStart, int BiasStart, int TransposedStart, bool Hidden)
{
    // Up to so many outputs are faster as sums of products than as vectors that are mostly padding.
    private const int Narrow = 8;

    /// <summary>The number of inputs.</summary>
    public int Inputs => Input.Count;

    /// <summary>The number of outputs.</summary>
    public int Outputs => Output.Count;

    /// <summary>The distance between two rows of weights.</summary>
    public int Stride => Padded(Inputs);

    /// <summary>The distance between two rows of transposed weights.</summary>
    public int TransposedStride => Padded(Outputs);

    /// <summary>Whether the inputs are the observation itself.</summary>
    public bool ReadsStates => Input.Offset == 0;

    /// <summary>Whether it has so few outputs that its weights are not kept by columns.</summary>
    public bool IsNarrow => !Hidden && IsNarrowWidth(Outputs);

    /// <summary>The end of the parameters.</summary>
    public int End => BiasStart + Padded(Outputs);

    /// <summary>The number of values that the weights by columns take, the biases as their last row included.</summary>
    public int TransposedLength => IsNarrow ? 0 : checked(RowsOf(Inputs + 1) * TransposedStride);

    /// <summary>Whether so many outputs are few.</summary>
    public static bool IsNarrowWidth(int outputs) => outputs <= Narrow;

    /// <summary>The number of rows of weights in memory, a multiple of four: the others are zeros.</summary>
    public static int RowsOf(int rows) => checked(rows + 3) / 4 * 4;

    public Matrix Weights(Span<float> parameters) =>
        new(parameters[WeightStart..BiasStart], Outputs, Inputs, Stride);

    public Span<float> Biases(Span<float> parameters) => parameters.Slice(BiasStart, Outputs);

    /// <summary>The weights by columns: a row an input.</summary>
    public Matrix ByInput(Span<float> transposed) =>
        new(transposed[TransposedStart..], Inputs, Outputs, TransposedStride);

    /// <summary>The same with the biases as one row more.</summary>
    public Matrix ByInputWithBiases(Span<float> transposed) =>
        new(transposed[TransposedStart..], Inputs + 1, Outputs, TransposedStride);

    /// <summary>The biases beside the weights by columns, padded.</summary>
    public Span<float> PaddedBiases(Span<float> transposed) =>
        transposed.Slice(TransposedStart + (Inputs * TransposedStride), TransposedStride);
}
