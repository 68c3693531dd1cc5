using DeepQ.Learning.Kernels;
using static DeepQ.Learning.Kernels.AlignedBuffer;

namespace DeepQ.Learning.Fused.Layout;

/// <summary>
/// The position of a fully connected layer in flat memory. Weights are in rows, one per output, as in torch, each
/// padded with zeros to whole lines. The padding stays zero because it is multiplied by zeros.
/// </summary>
/// <param name="Input">Its inputs among the values of the network.</param>
/// <param name="Output">Its outputs among them.</param>
/// <param name="WeightStart">The start of the weights among the parameters.</param>
/// <param name="TransposedStart">The start of the weights among those that are also stored by columns.</param>
/// <param name="IsNarrow">Whether it has so few outputs that its weights are not stored by columns.</param>
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

    /// <summary>The start of the biases among the parameters.</summary>
    public int BiasStart => WeightStart + checked(RowsOf(Outputs) * Stride);

    /// <summary>The end of the parameters.</summary>
    public int End => BiasStart + Padded(Outputs);

    /// <summary>The end of the weights by columns, including the biases as their last row.</summary>
    public int TransposedEnd => IsNarrow ? TransposedStart : checked(TransposedStart + (RowsOf(Inputs + 1) * TransposedStride));

    /// <summary>Returns whether a number of outputs counts as few.</summary>
    public static bool IsNarrowWidth(int outputs) => outputs <= Narrow;

    /// <summary>Rounds the number of rows of weights up to a multiple of four; the added rows are zero.</summary>
    public static int RowsOf(int rows) => checked(rows + 3) / 4 * 4;

    /// <summary>Returns the weights, one row per output.</summary>
    public Matrix Weights(Span<float> parameters) =>
        new(parameters[WeightStart..BiasStart], Outputs, Inputs, Stride);

    /// <summary>Returns the biases.</summary>
    public Span<float> Biases(Span<float> parameters) => parameters.Slice(BiasStart, Outputs);

    /// <summary>Returns the weights by columns, one row per input.</summary>
    public Matrix ByInput(Span<float> transposed) =>
        new(transposed[TransposedStart..], Inputs, Outputs, TransposedStride);

    /// <summary>Returns the weights by columns with the biases as an additional row.</summary>
    public Matrix ByInputWithBiases(Span<float> transposed) =>
        new(transposed[TransposedStart..], Inputs + 1, Outputs, TransposedStride);

    /// <summary>Returns the biases stored with the weights by columns, padded.</summary>
    public Span<float> PaddedBiases(Span<float> transposed) =>
        transposed.Slice(TransposedStart + (Inputs * TransposedStride), TransposedStride);
}
