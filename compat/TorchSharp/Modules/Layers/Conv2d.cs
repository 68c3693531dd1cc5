using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A convolution over images of shape [batch, channels, height, width].</summary>
public sealed class Conv2d : Convolution
{
    internal Conv2d(
        long inChannels,
        long outChannels,
        (long, long) kernelSize,
        (long, long) stride,
        (long, long) padding,
        (long, long) dilation,
        long groups,
        bool bias,
        Device? device,
        ScalarType? dtype)
        : base(
            nameof(Conv2d), inChannels, outChannels, Both(kernelSize), Both(stride), Both(padding), null,
            Both(dilation), false, [0, 0], groups, bias, PaddingModes.Zeros, device, dtype)
    {
    }

    public override Tensor forward(Tensor input) =>
        nn.functional.conv2d(input, _weight, _bias, stride, padding, dilation, groups);

    private static long[] Both((long, long) pair) => [pair.Item1, pair.Item2];
}
