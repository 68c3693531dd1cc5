using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks.Layers;

namespace DeepQ.Learning.Fused.Layout;

/// <summary>
/// The position of a convolution in flat memory, and the inputs that each of its outputs sees. Weights have one row per
/// output, with the places under the kernel in it, each with its channels. Outputs are the places of the image, each
/// with its channels, padded to whole lines.
/// </summary>
internal sealed class ConvolutionLayout
{
    /// <param name="shape">The shape of the convolution.</param>
    /// <param name="channels">The number of input channels, padding between pixels included.</param>
    /// <param name="height">The height of the input.</param>
    /// <param name="width">The width of the input.</param>
    /// <param name="isByChannel">Whether the input is stored by channel, as observations are; otherwise by pixel.</param>
    /// <param name="weightStart">The start of the weights among the parameters.</param>
    /// <param name="transposedStart">The start of the weights among those that are also stored by columns.</param>
    public ConvolutionLayout(
        ConvolutionShape shape, int channels, int height, int width, bool isByChannel, int weightStart, int transposedStart)
    {
        (Shape, Channels, Height, Width, IsByChannel) = (shape, channels, height, width, isByChannel);
        OutputHeight = ((height + (2 * shape.Padding) - shape.Kernel) / shape.Stride) + 1;
        OutputWidth = ((width + (2 * shape.Padding) - shape.Kernel) / shape.Stride) + 1;
        int area = shape.Kernel * shape.Kernel;
        Memory = new DenseLayout(
            Block(checked(area * channels)), Block(shape.Channels), weightStart, transposedStart, IsNarrow: false);
        (Windows, Steps) = (AllWindows(), AllSteps());
        if (isByChannel)
            (SeenStarts, Seen) = AllSeen();
    }

    /// <summary>The shape of the convolution.</summary>
    public ConvolutionShape Shape { get; }

    /// <summary>The number of input channels.</summary>
    public int Channels { get; }

    /// <summary>The height of the input.</summary>
    public int Height { get; }

    /// <summary>The width of the input.</summary>
    public int Width { get; }

    /// <summary>Whether the input is stored by channel.</summary>
    public bool IsByChannel { get; }

    /// <summary>The height of the output.</summary>
    public int OutputHeight { get; }

    /// <summary>The width of the output.</summary>
    public int OutputWidth { get; }

    /// <summary>The number of positions of the kernel, each with outputs.</summary>
    public int Places => OutputHeight * OutputWidth;

    /// <summary>The distance between the outputs of two positions.</summary>
    public int PlaceStride => AlignedBuffer.Padded(Shape.Channels);

    /// <summary>The height of the input with its padding.</summary>
    public int PaddedHeight => Height + (2 * Shape.Padding);

    /// <summary>The width of the input with its padding.</summary>
    public int PaddedWidth => Width + (2 * Shape.Padding);

    /// <summary>The weights as a layer that is fully connected to the window.</summary>
    public DenseLayout Memory { get; }

    /// <summary>The index of the first value in the window of each kernel position, in the padded input.</summary>
    public int[] Windows { get; }

    /// <summary>The offset of each value under the kernel from there.</summary>
    public int[] Steps { get; }

    /// <summary>The start in <see cref="Seen"/> of the windows that include each pixel.</summary>
    public int[] SeenStarts { get; } = [];

    /// <summary>
    /// For each pixel and each window that includes it: the position of the outputs and that of the weights.
    /// </summary>
    public int[] Seen { get; } = [];

    private int PixelStride => IsByChannel ? 1 : Channels;

    private int ChannelStride => IsByChannel ? PaddedHeight * PaddedWidth : 1;

    /// <summary>Returns the outputs of a state, one row per position.</summary>
    /// <param name="outputs">The outputs of all states, one row per state.</param>
    /// <param name="state">The state.</param>
    public Matrix ByPlace(in Matrix outputs, int state) => outputs.Split(state, Places, Memory.Outputs, PlaceStride);

    /// <summary>Copies an image into the inside of a padded one, whose edges are zero already, or back.</summary>
    public void CopyInside(Span<float> image, Span<float> padded, bool back)
    {
        int planes = IsByChannel ? Channels : 1, length = Width * PixelStride;
        for (int plane = 0; plane < planes; plane++)
        {
            for (int y = 0; y < Height; y++)
            {
                int start = (((plane * PaddedHeight) + y + Shape.Padding) * PaddedWidth) + Shape.Padding;
                Span<float> inner = padded.Slice(start * PixelStride, length);
                Span<float> outer = image.Slice(((plane * Height) + y) * length, length);
                if (back)
                    inner.CopyTo(outer);
                else
                    outer.CopyTo(inner);
            }
        }
    }

    private static FeatureBlock Block(int count) => new(0, AlignedBuffer.Padded(count), 0, count);

    private int[] AllWindows() =>
    [
        .. from y in Enumerable.Range(0, OutputHeight)
           from x in Enumerable.Range(0, OutputWidth)
           select ((y * PaddedWidth) + x) * Shape.Stride * PixelStride,
    ];

    private int[] AllSteps() =>
    [
        .. from y in Enumerable.Range(0, Shape.Kernel)
           from x in Enumerable.Range(0, Shape.Kernel)
           from channel in Enumerable.Range(0, Channels)
           select (((y * PaddedWidth) + x) * PixelStride) + (channel * ChannelStride),
    ];

    private (int[] Starts, int[] Windows) AllSeen()
    {
        List<int> starts = [0], windows = [];
        for (int pixel = 0; pixel < Height * Width; pixel++)
        {
            (int y, int x) = (pixel / Width, pixel % Width);
            foreach ((int row, int kernelRow) in Under(y, OutputHeight))
            {
                foreach ((int column, int kernelColumn) in Under(x, OutputWidth))
                {
                    windows.Add(((row * OutputWidth) + column) * PlaceStride);
                    windows.Add(((kernelRow * Shape.Kernel) + kernelColumn) * Channels * PlaceStride);
                }
            }

            starts.Add(windows.Count / 2);
        }

        return ([.. starts], [.. windows]);
    }

    // The positions along one axis that include a pixel, and the index of the pixel under the kernel.
    private IEnumerable<(int Place, int Under)> Under(int pixel, int places)
    {
        for (int under = 0; under < Shape.Kernel; under++)
        {
            (int place, int rest) = Math.DivRem(pixel + Shape.Padding - under, Shape.Stride);
            if (rest == 0 && place >= 0 && place < places && pixel + Shape.Padding >= under)
                yield return (place, under);
        }
    }
}
