namespace DeepQ.Learning.Kernels;

/// <summary>
/// A convolution of images of which few values are not zero: each of these is added, times a weight, to the outputs of the windows
/// that it is seen through.
/// </summary>
internal readonly ref struct SparseImages
{
    /// <summary>The images: a row a state, channel by channel and pixel by pixel.</summary>
    public required Matrix Images { get; init; }

    /// <summary>The places of their values that are not zero, in rising order.</summary>
    public required SparseRows Places { get; init; }

    /// <summary>The number of pixels of a channel.</summary>
    public required int Pixels { get; init; }

    /// <summary>Where the windows of each pixel begin in <see cref="Windows"/>, and after the last pixel their end.</summary>
    public required ReadOnlySpan<int> Starts { get; init; }

    /// <summary>
    /// For each window of each pixel two numbers: where its outputs are in a row of <see cref="Outputs"/>, and where the weights of
    /// the first channel are in <see cref="Weights"/>. Those of the next channel come after them.
    /// </summary>
    public required ReadOnlySpan<int> Windows { get; init; }

    /// <summary>The weights, or their gradient: for each place under the kernel a row a channel, padded to whole vectors.</summary>
    public required Matrix Weights { get; init; }

    /// <summary>The outputs, or their gradient: a row a state, and in it for each window the channels, padded likewise.</summary>
    public required Matrix Outputs { get; init; }

    /// <summary>The biases, padded likewise; not used backward.</summary>
    public ReadOnlySpan<float> Biases { get; init; }

    /// <summary>Whether outputs are max(0, x); not used backward.</summary>
    public bool Rectified { get; init; }
}
