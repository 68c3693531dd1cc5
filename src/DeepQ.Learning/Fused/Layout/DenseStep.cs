using static DeepQ.Learning.AlignedBuffer;

namespace DeepQ.Learning;

/// <summary>
/// A fully connected layer in flat memory: weights in rows, one an output, as torch has them, each padded with zeros to
/// whole lines. Zeros stay zeros: what they are multiplied with is zero too.
/// </summary>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="Outputs">The number of outputs.</param>
/// <param name="InputRow">Where the inputs begin among the values that pass through the network.</param>
/// <param name="OutputRow">Where the outputs begin there.</param>
/// <param name="WeightStart">Where the weights begin among the parameters.</param>
/// <param name="BiasStart">Where the biases begin there.</param>
/// <param name="Hidden">Whether a rectified linear unit follows.</param>
internal sealed record DenseStep(
    int Inputs, int Outputs, int InputRow, int OutputRow, int WeightStart, int BiasStart, bool Hidden)
{
    /// <summary>The number of rows of a product with the weights that a thread takes at a time.</summary>
    public const int RowsPerShare = 32;

    // About ten microseconds of one thread.
    private const long LeastShared = 1_000_000;

    /// <summary>The distance between two rows of weights.</summary>
    public int Stride => Padded(Inputs);

    /// <summary>Whether the inputs are the observation itself.</summary>
    public bool ReadsStates => InputRow == 0;

    /// <summary>The end of the parameters.</summary>
    public int End => BiasStart + Padded(Outputs);

    /// <summary>Whether a product with the weights is worth more than one thread.</summary>
    public bool IsLong(int states) => (long)Inputs * Outputs * states >= LeastShared;

    public Matrix Weights(Span<float> parameters) =>
        new(parameters[WeightStart..BiasStart], Outputs, Inputs, Stride);

    public Span<float> Biases(Span<float> parameters) => parameters.Slice(BiasStart, Outputs);
}
