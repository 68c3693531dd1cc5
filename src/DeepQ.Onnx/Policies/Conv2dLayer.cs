namespace DeepQ.Onnx.Policies;

/// <summary>A two-dimensional convolution (a cross-correlation, as in torch), its kernels square.</summary>
/// <param name="Weight">The kernels, shape [channels out, channels in, kernel, kernel], row-major.</param>
/// <param name="Bias">What is added to each channel, shape [channels out].</param>
/// <param name="Kernel">The height and width of a kernel, in pixels.</param>
/// <param name="Stride">The distance between two positions of the kernel, in pixels.</param>
/// <param name="Padding">The number of zeros at each edge, in pixels.</param>
public sealed record Conv2dLayer(
    ReadOnlyMemory<float> Weight, ReadOnlyMemory<float> Bias, int Kernel, int Stride = 1, int Padding = 0)
    : PolicyLayer;
