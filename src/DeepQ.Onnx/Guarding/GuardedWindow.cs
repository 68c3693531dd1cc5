namespace DeepQ.Onnx;

/// <summary>Convolutions and poolings: windows that move over an image.</summary>
internal static class GuardedWindow
{
    private const long MaxStep = 1 << 16;

    /// <exception cref="PolicyFormatException">The window does not fit the image, or its settings are impossible.</exception>
    public static GuardedSize SizeOf(GuardedNode node)
    {
        if (node.Input(0).Shape is not { Length: >= 3 and <= 5 } image)
            throw node.Refused("reads what is no image of known size");

        int axes = image.Length - 2;
        bool pools = node.Operator is "MaxPool" or "AveragePool";
        (long[] kernel, long channels) =
            pools ? (node.Ints("kernel_shape", axes, 0, 1, MaxStep), image[1]) : Kernels(node, image);
        long[] strides = node.Ints("strides", axes, 1, 1, MaxStep);
        long[] dilations = node.Ints("dilations", axes, 1, 1, MaxStep);
        long[] pads = node.Ints("pads", 2 * axes, 0, 0, MaxStep);
        if (node.Attribute("auto_pad") is not null)
            return GuardedSize.AtMost(image.Skip(2).Aggregate((Int128)image[0] * channels, (size, axis) => size * axis));

        long[] shape = [image[0], channels, .. new long[axes]];
        for (int i = 0; i < axes; i++)
        {
            long reach = (dilations[i] * (kernel[i] - 1)) + 1;
            long room = image[i + 2] + pads[i] + pads[i + axes];
            if (kernel[i] < 1 || Math.Max(pads[i], pads[i + axes]) > reach || room < reach)
                throw node.Refused($"has a window of {reach} on {room}");
            shape[i + 2] = ((room - reach) / strides[i]) + 1 + (node.Int("ceil_mode", 0) != 0 ? 1 : 0);
        }

        return GuardedSize.Of(shape);
    }

    private static (long[] Kernel, long Channels) Kernels(GuardedNode node, long[] image)
    {
        if (node.Input(1).Shape is not { } weights || weights.Length != image.Length)
            throw node.Refused("has kernels of another number of axes than its image");
        long groups = node.Int("group", 1);
        if (groups < 1 || groups > image[1] || weights[1] * groups != image[1] || weights[0] % groups != 0)
            throw node.Refused($"has {groups} groups of kernels over {weights[1]} channels for {image[1]} channels");
        long[] kernel = weights[2..];
        return node.Attribute("kernel_shape") is { } given && !given.Ints.SequenceEqual(kernel)
            ? throw node.Refused("says another size of its kernels than they have")
            : (kernel, weights[0]);
    }
}
