using DeepQ.Onnx.Guarding.Shapes;

namespace DeepQ.Onnx.Guarding.Operators;

/// <summary>Windows that move over an image, [batch, channels, ...].</summary>
internal static class WindowRules
{
    private const long MaxStep = 1 << 16;

    public static GuardedValue[] Convolution(GuardedNode node)
    {
        GuardedValue input = Image(node);
        long[] image = input.Shape.Axes;
        (GuardedValue kernels, long[] weights) = (node.Input(1), node.Input(1).Shape.Axes);
        node.Require(!kernels.Shape.Batched && kernels.Type == input.Type && weights.Length == image.Length,
            $"has kernels {kernels.Type} {kernels.Shape} for an image {input.Type} {input.Shape}");
        long groups = node.Int("group", 1);
        node.Require(groups >= 1 && groups <= image[1] && weights[1] * groups == image[1] && weights[0] % groups == 0,
            $"has {groups} groups of kernels over {weights[1]} channels for {image[1]} channels");
        long[] kernel = node.Ints("kernel_shape") ?? weights[2..];
        node.Require(kernel.AsSpan().SequenceEqual(weights.AsSpan(2)), "says another size of its kernels than they have");
        if (node.Optional(2) is { } bias)
        {
            node.Require(bias.Type == input.Type && bias.Shape is { Batched: false, Rank: 1 } && bias.Shape.Count == weights[0],
                $"has a bias {bias.Shape} for {weights[0]} channels");
        }

        GuardedShape result = new(input.Shape.Batched, [image[0], weights[0], .. Places(node, image, kernel, pools: false)]);
        Int128 perPlace = Product(weights.AsSpan(1));
        node.Costs(perPlace * result.Count * (groups > 1 ? 4 : 1), result.Batched);
        // A runtime copies the windows of one image.
        node.Takes(perPlace * groups * (result.Count / (image[0] * weights[0])) * sizeof(float));
        return [new(input.Type, result)];
    }

    public static GuardedValue[] Pool(GuardedNode node)
    {
        GuardedValue input = Image(node);
        long[] image = input.Shape.Axes;
        long[] kernel = node.Ints("kernel_shape", image.Length - 2, 0, 1, MaxStep);
        node.Flag("count_include_pad", false);
        node.Require(node.Operator != "MaxPool" || node.Int("storage_order", 0) == 0, "stores its columns one after the other");
        GuardedShape result = new(input.Shape.Batched, [image[0], image[1], .. Places(node, image, kernel, pools: true)]);
        node.Costs(2 * Product(kernel) * result.Count, result.Batched);
        return [new(input.Type, result)];
    }

    public static GuardedValue[] GlobalPool(GuardedNode node)
    {
        GuardedValue input = Image(node);
        node.Costs((Int128)2 * input.Shape.Count, input.Shape.Batched);
        long[] ones = [.. Enumerable.Repeat(1L, input.Shape.Rank - 2)];
        return [new(input.Type, new(input.Shape.Batched, [.. input.Shape.Axes[..2], .. ones]))];
    }

    public static GuardedValue[] Pad(GuardedNode node)
    {
        GuardedValue input = ElementwiseRules.Float(node, node.Input(0));
        int rank = input.Shape.Rank;
        long[] pads = (node.Version < 11 ? node.Ints("pads") : node.KnownInts(1)) ?? [];
        node.Float("value", 0);
        string mode = node.Text("mode", "constant");
        node.Require(mode is "constant" or "edge" or "reflect", "pads in an unknown way");
        node.Require(node.Optional(2) is not { } value || (value.Type == input.Type && value.Shape.Count == 1 && !value.Shape.Batched),
            "pads with a value that is not one number");
        node.Require(pads.Length == 2 * rank && pads.All(pad => pad is >= 0 and <= MaxStep), "has other pads than two an axis");
        if (input.Shape.Batched && (pads[0] != 0 || pads[rank] != 0))
            throw node.Mixes();
        for (int i = 0; i < rank; i++)
        {
            node.Require(mode != "reflect" || Math.Max(pads[i], pads[i + rank]) < input.Shape.Axes[i],
                "reflects more values than its axis has");
        }

        GuardedShape result = new(
            input.Shape.Batched, [.. input.Shape.Axes.Select((length, i) => length + pads[i] + pads[i + rank])]);
        node.Costs(result.Count, result.Batched);
        return [new(input.Type, result)];
    }

    private static GuardedValue Image(GuardedNode node)
    {
        GuardedValue input = ElementwiseRules.Float(node, node.Input(0));
        return input.Shape.Rank is >= 3 and <= 5 ? input : throw node.Refused("reads a value that is not an image");
    }

    /// <summary>Returns the number of window positions along each axis of the image.</summary>
    private static long[] Places(GuardedNode node, long[] image, long[] kernel, bool pools)
    {
        int axes = image.Length - 2;
        long[] strides = node.Ints("strides", axes, 1, 1, MaxStep);
        long[] dilations = node.Ints("dilations", axes, 1, 1, MaxStep);
        long[] pads = node.Ints("pads", 2 * axes, 0, 0, MaxStep);
        bool ceiling = pools && node.Flag("ceil_mode", false);
        string auto = node.Text("auto_pad", "NOTSET");
        node.Require(auto is "NOTSET" or "VALID" or "SAME_UPPER" or "SAME_LOWER", "pads in an unknown way");
        node.Require(auto == "NOTSET" || pads.All(pad => pad == 0), "pads by itself and by numbers");
        long[] places = new long[axes];
        for (int i = 0; i < axes; i++)
        {
            (long length, long stride) = (image[i + 2], strides[i]);
            if (kernel[i] is < 1 or > MaxStep)
                throw node.Refused($"has a window of {kernel[i]}");
            long reach = (dilations[i] * (kernel[i] - 1)) + 1;
            long room = length + pads[i] + pads[i + axes];
            if (auto is "SAME_UPPER" or "SAME_LOWER")
            {
                node.Require(dilations[i] == 1 && kernel[i] <= length, "pads by itself for a window that does not fit");
                places[i] = (length + stride - 1) / stride;
                node.Require(((places[i] - 1) * stride) + reach >= length, "pads by itself where windows leave something out");
                continue;
            }

            // A pooling window must include a value everywhere; a convolution may also see only zeros.
            long most = Math.Max(Math.Max(reach, 2) - 1, pools ? 0 : length);
            node.Require(Math.Max(pads[i], pads[i + axes]) <= most && room >= reach, $"has a window of {reach} on {room}");
            // Runtimes differ in whether they keep a last window that is cut off.
            node.Require(!ceiling || (room - reach) % stride == 0, "ends in a window that is cut off");
            places[i] = ((room - reach) / stride) + 1;
        }

        return places;
    }

    private static Int128 Product(ReadOnlySpan<long> lengths)
    {
        Int128 product = 1;
        foreach (long length in lengths)
            product *= length;
        return product;
    }
}
