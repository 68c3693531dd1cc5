namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>How a window moves over an image with or without padding.</summary>
internal sealed class WindowShape
{
    /// <summary>Reads the shape from the attributes of a node.</summary>
    /// <param name="node">The node, whose first input is [batch, channels, ...].</param>
    /// <param name="kernel">The lengths of the window.</param>
    public WindowShape(EvaluatedNode node, long[] kernel)
    {
        Image = Whole(node.Shape(0).Axes[2..]);
        Places = Whole(node.Output().Shape.Axes[2..]);
        Kernel = Whole(kernel);
        int axes = Image.Length;
        Strides = Whole(node.Settings.Ints("strides", axes, 1, 1, int.MaxValue));
        Dilations = Whole(node.Settings.Ints("dilations", axes, 1, 1, int.MaxValue));
        Before = Whole(node.Settings.Ints("pads", 2 * axes, 0, 0, int.MaxValue)[..axes]);
        string auto = node.Settings.Text("auto_pad", "NOTSET");
        if (auto is "SAME_UPPER" or "SAME_LOWER")
        {
            for (int i = 0; i < axes; i++)
            {
                int around = Math.Max(0, ((Places[i] - 1) * Strides[i]) + Kernel[i] - Image[i]);
                Before[i] = (around + (auto == "SAME_LOWER" ? 1 : 0)) / 2;
            }
        }

        Padded = [.. Enumerable.Range(0, axes).Select(i => Math.Max(
            Image[i] + Before[i],
            ((Places[i] - 1) * Strides[i]) + ((Kernel[i] - 1) * Dilations[i]) + 1))];
    }

    public int[] Image { get; }

    /// <summary>The number of window positions along each axis.</summary>
    public int[] Places { get; }

    public int[] Kernel { get; }

    public int[] Strides { get; }

    public int[] Dilations { get; }

    /// <summary>The zeros before the image along each axis.</summary>
    public int[] Before { get; }

    /// <summary>The image including everything that a window reaches around it.</summary>
    public int[] Padded { get; }

    public bool IsPadded => !Padded.AsSpan().SequenceEqual(Image);

    /// <summary>Computes the offsets in an image of all combinations of steps along the axes.</summary>
    /// <param name="counts">The number of steps along each axis.</param>
    /// <param name="steps">The length of a step along each.</param>
    /// <param name="image">The lengths of the image.</param>
    public static int[] Offsets(int[] counts, int[] steps, int[] image)
    {
        int[] offsets = [0];
        for (int axis = 0; axis < counts.Length; axis++)
        {
            (int count, int step, int length) = (counts[axis], steps[axis], image[axis]);
            offsets = [.. offsets.SelectMany(offset => Enumerable.Range(0, count).Select(i => checked((offset * length) + (i * step))))];
        }

        return offsets;
    }

    public static int Product(ReadOnlySpan<int> lengths)
    {
        int product = 1;
        foreach (int length in lengths)
            product = checked(product * length);
        return product;
    }

    /// <summary>Copies an image into the middle of a padded one, whose border stays unchanged.</summary>
    public void Pad(ReadOnlySpan<float> image, Span<float> padded)
    {
        int width = Image[^1];
        int rows = image.Length / width;
        for (int row = 0; row < rows; row++)
        {
            (int rest, int offset, int size) = (row, Before[^1], Padded[^1]);
            for (int axis = Image.Length - 2; axis >= 0; axis--)
            {
                offset += ((rest % Image[axis]) + Before[axis]) * size;
                size *= Padded[axis];
                rest /= Image[axis];
            }

            image.Slice(row * width, width).CopyTo(padded[((rest * size) + offset)..]);
        }
    }

    private static int[] Whole(long[] lengths) => [.. lengths.Select(length => checked((int)length))];
}
