namespace DeepQ.Learning.Networks.Layers;

/// <summary>The shape of a convolution; an activation follows it.</summary>
/// <param name="Channels">The number of output channels.</param>
/// <param name="Kernel">The height and width of a kernel, in pixels.</param>
/// <param name="Stride">The distance between two positions of the kernel, in pixels.</param>
/// <param name="Padding">The number of zeros at each edge, in pixels.</param>
public readonly record struct ConvolutionShape(int Channels, int Kernel, int Stride = 1, int Padding = 0)
{
    /// <summary>
    /// For images of about 10 × 10: 16 kernels of 3 × 3. Use it with a hidden layer of 128 units.
    /// </summary>
    /// <remarks>
    /// Young, Tian: MinAtar (2019), https://arxiv.org/abs/1903.03176.
    /// </remarks>
    public static IReadOnlyList<ConvolutionShape> Small { get; } = [new(16, 3)];

    /// <summary>
    /// For images of 84 × 84: 32 kernels of 8 × 8 at stride 4, 64 of 4 × 4 at stride 2, 64 of 3 × 3. Use it with a
    /// hidden layer of 512 units.
    /// </summary>
    /// <remarks>Mnih et al.: Human-level control through deep reinforcement learning (2015), Methods.</remarks>
    public static IReadOnlyList<ConvolutionShape> Nature { get; } = [new(32, 8, 4), new(64, 4, 2), new(64, 3)];
}
