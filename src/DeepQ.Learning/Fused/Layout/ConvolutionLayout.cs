using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks.Layers;

namespace DeepQ.Learning.Fused.Layout;

/// <summary>
/// Where a convolution is in flat memory, and which of its inputs each of its outputs sees. Weights are a row an output, and in it
/// the places under the kernel, each with its channels; outputs are the places of the image, each with its channels, padded to whole
/// lines.
/// </summary>
internal sealed class ConvolutionLayout
{
    /// <param name="shape">The shape of the convolution.</param>
    /// <param name="channels">The number of channels that come in, padding between pixels included.</param>
    /// <param name="height">The height of what comes in.</param>
    /// <param name="width">The width of what comes in.</param>
    /// <param name="isByChannel">Whether channels of what comes in are apart, as in observations; otherwise pixels are.</param>
    /// <param name="weightStart">Where the weights begin among the parameters.</param>
    /// <param name="transposedStart">Where the weights begin among those that are kept by columns too.</param>
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

    /// <summary>The number of channels that come in.</summary>
    public int Channels { get; }

    /// <summary>The height of what comes in.</summary>
    public int Height { get; }

    /// <summary>The width of what comes in.</summary>
    public int Width { get; }

    /// <summary>Whether channels of what comes in are apart.</summary>
    public bool IsByChannel { get; }

    /// <summary>The height of what goes out.</summary>
    public int OutputHeight { get; }

    /// <summary>The width of what goes out.</summary>
    public int OutputWidth { get; }

    /// <summary>The number of places of the kernel, each with outputs.</summary>
    public int Places => OutputHeight * OutputWidth;

    /// <summary>The distance between the outputs of two places.</summary>
    public int PlaceStride => AlignedBuffer.Padded(Shape.Channels);

    /// <summary>The height of what comes in, zeros at the edges included.</summary>
    public int PaddedHeight => Height + (2 * Shape.Padding);

    /// <summary>The width of what comes in, zeros at the edges included.</summary>
    public int PaddedWidth => Width + (2 * Shape.Padding);

    /// <summary>The weights, as those of a layer that is fully connected to what a window sees.</summary>
    public DenseLayout Memory { get; }

    /// <summary>Where the first value is that each place of the kernel sees, zeros at the edges included.</summary>
    public int[] Windows { get; }

    /// <summary>Where each value under the kernel is from there.</summary>
    public int[] Steps { get; }

    /// <summary>Where the windows that see each pixel begin in <see cref="Seen"/>.</summary>
    public int[] SeenStarts { get; } = [];

    /// <summary>For each pixel and each window that sees it: the place of the outputs, and that of the weights.</summary>
    public int[] Seen { get; } = [];

    private int PixelStride => IsByChannel ? 1 : Channels;

    private int ChannelStride => IsByChannel ? PaddedHeight * PaddedWidth : 1;

    /// <summary>The outputs of a state: a row a place.</summary>
    /// <param name="outputs">Those of all states, a row a state.</param>
    /// <param name="state">The state.</param>
    public Matrix ByPlace(in Matrix outputs, int state) => outputs.Split(state, Places, Memory.Outputs, PlaceStride);

    /// <summary>Copies an image into one with zeros at its edges, which are there already, or back.</summary>
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

    // The places along one axis that see a pixel, and where under the kernel it is then.
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
