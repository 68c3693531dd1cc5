using DeepQ.Learning.Kernels;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>
/// Kernels over an image, as products whose rows are the windows: they lie in the image itself, and nothing is laid out for them.
/// </summary>
internal sealed class Convolution
{
    private const int Side = 4;

    private readonly ProductKernels _kernels;
    private readonly AlignedBuffer[] _weights;
    private readonly AlignedBuffer[] _biases;
    private readonly int[] _windows;
    private readonly int[] _steps;
    private readonly int _channels;
    private readonly int _stride;
    private readonly int _groupImage;

    /// <param name="kernels">The products.</param>
    /// <param name="weights">Channels × steps values: of each kernel what stands at each step.</param>
    /// <param name="biases">A value a channel; empty for none.</param>
    /// <param name="groups">The number of groups of channels, each of which reads channels of its own.</param>
    /// <param name="windows">Where each window begins in the image of a group.</param>
    /// <param name="steps">Where each value of a window is from there.</param>
    /// <param name="groupImage">The number of values of the image of a group.</param>
    public Convolution(
        ProductKernels kernels, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, int groups, int[] windows, int[] steps, int groupImage)
    {
        // The kernels do not look at the bounds again.
        if (windows.Max() + (long)steps.Max() >= groupImage)
            throw new ArgumentException($"Windows reach beyond the {groupImage} values of an image.");
        (_kernels, _windows, _steps, _groupImage) = (kernels, windows, steps, groupImage);
        _channels = weights.Length / steps.Length / groups;
        _stride = kernels.Stride(_channels);
        _weights = new AlignedBuffer[groups];
        _biases = new AlignedBuffer[groups];
        for (int group = 0; group < groups; group++)
        {
            Span<float> own = (_weights[group] = new(checked(steps.Length * _stride))).Span;
            for (int channel = 0; channel < _channels; channel++)
            {
                ReadOnlySpan<float> kernel = weights.Slice(((group * _channels) + channel) * steps.Length, steps.Length);
                for (int step = 0; step < steps.Length; step++)
                    own[(step * _stride) + channel] = kernel[step];
            }

            _biases[group] = new(AlignedBuffer.Padded(_channels));
            if (!biases.IsEmpty)
                biases.Slice(group * _channels, _channels).CopyTo(_biases[group].Span);
        }
    }

    /// <summary>Whether negative sums become zero.</summary>
    public bool Rectified { get; set; }

    /// <summary>The values that the products of one group take.</summary>
    public int Room => checked(_windows.Length * _kernels.Padded(_channels));

    /// <summary>Computes one image.</summary>
    /// <param name="image">The image, with what is around it.</param>
    /// <param name="products">Room for the products.</param>
    /// <param name="result">Receives a value a channel and place, [channels, ...].</param>
    public void Run(ReadOnlySpan<float> image, Span<float> products, Span<float> result)
    {
        int places = _windows.Length, row = _kernels.Padded(_channels);
        for (int group = 0; group < _weights.Length; group++)
        {
            _kernels.Multiply(new WindowProduct
            {
                Left = image.Slice(group * _groupImage, _groupImage),
                Windows = _windows,
                Steps = _steps,
                Right = new Matrix(_weights[group].Span, _steps.Length, _stride, _stride),
                Result = new Matrix(products[..Room], places, row, row),
                Biases = _biases[group].Span,
                Rectified = Rectified,
            });
            Turn(products, result.Slice(group * _channels * places, _channels * places));
        }
    }

    // A row a place becomes a row a channel: four by four, where there are so many.
    private void Turn(Span<float> products, Span<float> result)
    {
        int places = _windows.Length, row = _kernels.Padded(_channels);
        if (places % Side == 0 && _channels % Side == 0)
        {
            Transposition.Run(new Matrix(products[..Room], places, _channels, row), new Matrix(result, _channels, places, places));
            return;
        }

        for (int channel = 0; channel < _channels; channel++)
        {
            Span<float> target = result.Slice(channel * places, places);
            for (int place = 0, at = channel; place < target.Length; place++, at += row)
                target[place] = products[at];
        }
    }
}
