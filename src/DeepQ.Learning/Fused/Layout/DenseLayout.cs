using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Fused.Layout;

/// <summary>
/// Where a fully connected layer is in flat memory: weights in rows, one an output, as torch has them, each padded with zeros to
/// whole lines. Zeros stay zeros, because they are multiplied by zeros.
/// </summary>
/// <param name="Input">Where its inputs are among the values that pass through the network.</param>
/// <param name="Output">Where its outputs are there.</param>
/// <param name="WeightStart">Where the weights begin among the parameters.</param>
/// <param name="TransposedStart">Where the weights begin among those that are kept by columns too.</param>
/// <param name="IsNarrow">Whether it has so few outputs that its weights are not kept by columns.</param>
internal sealed record DenseLayout(
    FeatureBlock Input, FeatureBlock Output, int WeightStart, int TransposedStart, bool IsNarrow)
{
    // Below this width, dot products beat vectors that are mostly padding.
    private const int Narrow = 8;

    /// <summary>The number of inputs.</summary>
    public int Inputs => Input.Count;

    /// <summary>The number of outputs.</summary>
    public int Outputs => Output.Count;

    /// <summary>The distance between two rows of weights.</summary>
    public int Stride => AlignedBuffer.Stride(Inputs);

    /// <summary>The distance between two rows of transposed weights.</summary>
    public int TransposedStride => AlignedBuffer.Stride(Outputs);

    /// <summary>Where the biases begin among the parameters.</summary>
    public int BiasStart => WeightStart + checked(RowsOf(Outputs) * Stride);

    /// <summary>The end of the parameters.</summary>
    public int End => BiasStart + Padded(Outputs);

    /// <summary>The end of the weights by columns, the biases as their last row included.</summary>
    public int TransposedEnd => IsNarrow ? TransposedStart : checked(TransposedStart + (RowsOf(Inputs + 1) * TransposedStride));

    /// <summary>Whether so many outputs are few.</summary>
    public static bool IsNarrowWidth(int outputs) => outputs <= Narrow;

    /// <summary>The number of rows of weights in memory, a multiple of four: the others are zeros.</summary>
    public static int RowsOf(int rows) => checked(rows + 3) / 4 * 4;

    /// <summary>The weights: a row an output.</summary>
    public Matrix Weights(Span<float> parameters) =>
        new(parameters[WeightStart..BiasStart], Outputs, Inputs, Stride);

    /// <summary>The biases.</summary>
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
