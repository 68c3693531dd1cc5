namespace DeepQ.Onnx.Evaluation.Operators;

/// <summary>Computes the maximum or the mean of each window of an image with up to three axes.</summary>
internal sealed class Pooling
{
    private const int Axes = 3;

    private readonly int[] _image;
    private readonly int[] _places;
    private readonly int[] _kernel;
    private readonly int[] _strides;
    private readonly int[] _dilations;
    private readonly int[] _before;
    private readonly bool _greatest;
    private readonly bool _countsAll;

    /// <param name="shape">The moves of the window.</param>
    /// <param name="greatest">Whether to compute the maximum instead of the mean.</param>
    /// <param name="countsAll">Whether the mean includes padding as zeros.</param>
    public Pooling(WindowShape shape, bool greatest, bool countsAll)
    {
        (_greatest, _countsAll) = (greatest, countsAll);
        (_image, _places, _kernel) = (Three(shape.Image, 1), Three(shape.Places, 1), Three(shape.Kernel, 1));
        (_strides, _dilations, _before) = (Three(shape.Strides, 1), Three(shape.Dilations, 1), Three(shape.Before, 0));
    }

    /// <summary>Computes one image of one channel.</summary>
    /// <param name="image">The image.</param>
    /// <param name="result">Receives one value per place.</param>
    public void Run(ReadOnlySpan<float> image, Span<float> result)
    {
        int at = 0;
        for (int z = 0; z < _places[0]; z++)
        {
            for (int y = 0; y < _places[1]; y++)
            {
                for (int x = 0; x < _places[2]; x++)
                    result[at++] = Seen(image, Range(0, z), Range(1, y), Range(2, x));
            }
        }
    }

    private float Seen(ReadOnlySpan<float> image, (int First, int End) z, (int First, int End) y, (int First, int End) x)
    {
        float joined = _greatest ? float.NegativeInfinity : 0;
        int count = 0;
        for (int i = z.First; i < z.End; i += _dilations[0])
        {
            for (int j = y.First; j < y.End; j += _dilations[1])
            {
                int row = ((i * _image[1]) + j) * _image[2];
                for (int k = x.First; k < x.End; k += _dilations[2], count++)
                    joined = _greatest ? Math.Max(joined, image[row + k]) : joined + image[row + k];
            }
        }

        return _greatest ? joined : joined / (_countsAll ? _kernel[0] * _kernel[1] * _kernel[2] : count);
    }

    // The part of the image that a window covers along an axis.
    private (int First, int End) Range(int axis, int place)
    {
        int start = (place * _strides[axis]) - _before[axis], dilation = _dilations[axis];
        int first = start >= 0 ? start : start + ((-start + dilation - 1) / dilation * dilation);
        return (first, Math.Min(_image[axis], start + ((_kernel[axis] - 1) * dilation) + 1));
    }

    private static int[] Three(int[] values, int otherwise) =>
        [.. Enumerable.Repeat(otherwise, Axes - values.Length), .. values];
}
