using DeepQ.Learning.Kernels;

namespace DeepQ.Onnx.Evaluation.Kernels;

/// <summary>
/// Kernels over an image, as products whose rows are windows into the image itself, without copying them.
/// </summary>
internal sealed class Convolution
{
    private const int Side = 4;

    // Products of this many places at once; for a large image, all at once would need many times its memory.
    private const int MostPlaces = 4096;

    // Kernels are padded to whole vectors, which may multiply their size if they are few: with more weights than this
    // they stay unpadded.
    private const int MostPadding = 4;
    private const int FewWeights = 256;

    private readonly ProductKernels _kernels;
    private readonly float[]? _plain;
    private readonly AlignedBuffer _weights;
    private readonly AlignedBuffer _biases;
    private readonly int[] _windows;
    private readonly int[] _steps;
    private readonly int _groups;
    private readonly int _channels;
    private readonly int _stride;
    private readonly int _row;
    private readonly int _groupImage;

    /// <param name="kernels">The products.</param>
    /// <param name="weights">Channels × steps values: the weight of each kernel at each step.</param>
    /// <param name="biases">One value per channel; empty for none.</param>
    /// <param name="groups">The number of groups of channels, each of which reads separate channels.</param>
    /// <param name="windows">The start of each window in the image of a group.</param>
    /// <param name="steps">The offset of each value of a window.</param>
    /// <param name="groupImage">The number of values of the image of a group.</param>
    public Convolution(
        ProductKernels kernels, ReadOnlySpan<float> weights, ReadOnlySpan<float> biases, int groups, int[] windows, int[] steps, int groupImage)
    {
        // The kernels do not check the bounds again.
        if (windows.Max() + (long)steps.Max() >= groupImage)
            throw new ArgumentException($"Windows reach beyond the {groupImage} values of an image.");
        (_kernels, _windows, _steps, _groups, _groupImage) = (kernels, windows, steps, groups, groupImage);
        _channels = weights.Length / steps.Length / groups;
        (_stride, _row) = (kernels.Stride(_channels), kernels.Padded(_channels));
        bool isNarrow = weights.Length > FewWeights
            && (long)groups * (steps.Length + 1) * _stride > (long)MostPadding * weights.Length;
        _plain = isNarrow ? weights.ToArray() : null;
        _biases = new(isNarrow ? groups * _channels : checked(groups * _stride));
        _weights = new(isNarrow ? 0 : checked(groups * steps.Length * _stride));
        for (int i = 0; i < biases.Length; i++)
            _biases.Span[isNarrow ? i : (i / _channels * _stride) + (i % _channels)] = biases[i];
        for (int i = 0; i < weights.Length && !isNarrow; i++)
        {
            (int channel, int step) = (i / steps.Length, i % steps.Length);
            int row = (channel / _channels * steps.Length) + step;
            _weights.Span[(row * _stride) + (channel % _channels)] = weights[i];
        }
    }

    /// <summary>Whether negative sums become zero.</summary>
    public bool Rectified { get; set; }

    /// <summary>The number of values for the products of one group.</summary>
    public int Room => _plain is null ? Math.Min(_windows.Length, MostPlaces) * _row : 1;

    /// <summary>Computes one image.</summary>
    /// <param name="image">The image, including its padding.</param>
    /// <param name="products">Memory for the products.</param>
    /// <param name="result">Receives one value per channel and place, [channels, ...].</param>
    public void Run(ReadOnlySpan<float> image, Span<float> products, Span<float> result)
    {
        (int places, int size) = (_windows.Length, _steps.Length * _stride);
        for (int group = 0; group < _groups; group++)
        {
            ReadOnlySpan<float> own = image.Slice(group * _groupImage, _groupImage);
            Span<float> target = result.Slice(group * _channels * places, _channels * places);
            if (_plain is not null)
            {
                RunPlain(own, group, target);
                continue;
            }

            for (int first = 0; first < places; first += MostPlaces)
            {
                int count = Math.Min(MostPlaces, places - first);
                _kernels.Multiply(new WindowProduct
                {
                    Left = own,
                    Windows = _windows.AsSpan(first, count),
                    Steps = _steps,
                    Right = new Matrix(_weights.Span.Slice(group * size, size), _steps.Length, _stride, _stride),
                    Result = new Matrix(products[..(count * _row)], count, _row, _row),
                    Biases = _biases.Span.Slice(group * _stride, _stride),
                    Rectified = Rectified,
                });
                Turn(products[..(count * _row)], target[first..], count);
            }
        }
    }

    private void RunPlain(ReadOnlySpan<float> image, int group, Span<float> result)
    {
        for (int channel = 0, at = 0; channel < _channels; channel++)
        {
            int number = (group * _channels) + channel;
            ReadOnlySpan<float> kernel = _plain.AsSpan(number * _steps.Length, _steps.Length);
            foreach (int window in _windows)
            {
                float sum = _biases.Span[number];
                for (int step = 0; step < kernel.Length; step++)
                    sum += image[window + _steps[step]] * kernel[step];
                result[at++] = Rectified ? Math.Max(sum, 0) : sum;
            }
        }
    }

    // Transposes one row per place to one row per channel, in blocks of four by four if there are enough.
    private void Turn(Span<float> products, Span<float> result, int count)
    {
        int places = _windows.Length;
        if (count % Side == 0 && _channels % Side == 0)
        {
            Transposition.Run(
                new Matrix(products, count, _channels, _row), new Matrix(result, _channels, count, places));
            return;
        }

        for (int channel = 0; channel < _channels; channel++)
        {
            Span<float> target = result.Slice(channel * places, count);
            for (int place = 0, at = channel; place < target.Length; place++, at += _row)
                target[place] = products[at];
        }
    }
}
