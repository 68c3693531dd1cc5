namespace DeepQ.Learning.Kernels;

/// <summary>
/// A convolution of images with few nonzero values. Each of these, times a weight, is added to the outputs of the
/// windows that include it.
/// </summary>
internal readonly ref struct SparseImages
{
    /// <summary>The images: one row per state, channel by channel and pixel by pixel.</summary>
    public required Matrix Images { get; init; }

    /// <summary>The positions of the nonzero values, in ascending order.</summary>
    public required SparseRows Places { get; init; }

    /// <summary>The number of pixels of a channel.</summary>
    public required int Pixels { get; init; }

    /// <summary>
    /// The start in <see cref="Windows"/> of the windows of each pixel, and the end after the last pixel.
    /// </summary>
    public required ReadOnlySpan<int> Starts { get; init; }

    /// <summary>
    /// Two numbers for each window of each pixel: the position of its outputs in a row of <see cref="Outputs"/>, and
    /// the position of the weights of the first channel in <see cref="Weights"/>. Those of the other channels follow.
    /// </summary>
    public required ReadOnlySpan<int> Windows { get; init; }

    /// <summary>
    /// The weights or their gradient: for each position under the kernel one row per channel, padded to whole vectors.
    /// </summary>
    public required Matrix Weights { get; init; }

    /// <summary>
    /// The outputs or their gradient: one row per state, with the channels of each window in it, padded likewise.
    /// </summary>
    public required Matrix Outputs { get; init; }

    /// <summary>The biases, padded likewise; not used in the backward pass.</summary>
    public ReadOnlySpan<float> Biases { get; init; }

    /// <summary>Whether outputs are max(0, x); not used in the backward pass.</summary>
    public bool Rectified { get; init; }
}
