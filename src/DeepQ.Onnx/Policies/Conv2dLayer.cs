using DeepQ.Onnx.Graphs;

namespace DeepQ.Onnx.Policies;

/// <summary>A two-dimensional convolution (a cross-correlation, as in torch) with square kernels.</summary>
/// <param name="Weight">The kernels, shape [channels out, channels in, kernel, kernel], row-major.</param>
/// <param name="Bias">The bias of each channel, shape [channels out].</param>
/// <param name="Kernel">The height and width of a kernel, in pixels.</param>
/// <param name="Stride">The distance between two positions of the kernel, in pixels.</param>
/// <param name="Padding">The number of zeros at each edge, in pixels.</param>
public sealed record Conv2dLayer(
    ReadOnlyMemory<float> Weight, ReadOnlyMemory<float> Bias, int Kernel, int Stride = 1, int Padding = 0)
    : PolicyLayer
{
    /// <inheritdoc/>
    public override IReadOnlyList<int> Write(LayerScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        scope.Require(scope.Shape.Count == 3, $"convolves (channels, height, width), not {LayerScope.Describe(scope.Shape)}");
        scope.Require(
            Kernel > 0 && Stride > 0 && Padding >= 0,
            $"has kernel {Kernel}, stride {Stride} and padding {Padding}; the first two must be positive");
        int channels = Bias.Length;
        int read = scope.Shape[0];
        long weights = (long)channels * read * Kernel * Kernel;
        scope.Require(
            channels > 0 && Weight.Length == weights,
            $"has {Weight.Length} weights; {channels} kernels over {read} channels have {weights}");
        int[] result = [channels, .. scope.Shape.Skip(1).Select(length => ((length + 2 * Padding - Kernel) / Stride) + 1)];
        scope.Require(
            scope.Shape.Skip(1).All(length => length + 2 * Padding >= Kernel),
            $"has a kernel of {Kernel} pixels, larger than its input {LayerScope.Describe(scope.Shape)}");
        string weight = scope.AddValues("weight", Weight.Span, channels, read, Kernel, Kernel);
        string bias = scope.AddValues("bias", Bias.Span, channels);
        scope.AddNode(
            "Conv",
            [scope.Input, weight, bias],
            scope.Output,
            OnnxAttribute.Ints("kernel_shape", Kernel, Kernel),
            OnnxAttribute.Ints("strides", Stride, Stride),
            OnnxAttribute.Ints("pads", Padding, Padding, Padding, Padding));
        return result;
    }
}
