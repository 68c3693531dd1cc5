using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>
/// A two-dimensional convolution over images of shape (batch, channel, height, width) with weights drawn from a
/// generator.
/// </summary>
/// <remarks>
/// As in torch, a kernel is not flipped, and weights and biases start uniform in ±1/√(channels in · kernel²).
/// </remarks>
public sealed class ConvolutionLayer : NetworkLayer
{
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly Tensor? direction;
    private readonly ConvolutionShape _shape;

    /// <summary>Creates a layer.</summary>
    /// <param name="channels">The number of input channels.</param>
    /// <param name="shape">The output channels, the kernel, the stride and the padding.</param>
    /// <param name="random">
    /// The generator from which first the weights, kernel by kernel, and then the biases are drawn.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">One of the numbers is out of range.</exception>
    public ConvolutionLayer(int channels, ConvolutionShape shape, Random random)
        : this(channels, shape, random, isSpectral: false)
    {
    }

    /// <summary>Creates a layer that can compute with W / σ(W).</summary>
    internal ConvolutionLayer(int channels, ConvolutionShape shape, Random random, bool isSpectral)
        : base(nameof(ConvolutionLayer))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape.Channels, nameof(shape));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape.Kernel, nameof(shape));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(shape.Stride, nameof(shape));
        ArgumentOutOfRangeException.ThrowIfNegative(shape.Padding, nameof(shape));
        ArgumentNullException.ThrowIfNull(random);

        _shape = shape;
        float bound = 1 / MathF.Sqrt(channels * shape.Kernel * shape.Kernel);
        weight = LayerWeights.Uniform(random, bound, shape.Channels, channels, shape.Kernel, shape.Kernel);
        bias = LayerWeights.Uniform(random, bound, shape.Channels);
        if (isSpectral)
            direction = SpectralNorm.Begin(weight, random);
        RegisterComponents();
    }

    /// <summary>The kernels, of shape (channels out, channels in, kernel, kernel).</summary>
    public Parameter Weight => weight;

    /// <summary>The biases, of shape (channels out).</summary>
    public Parameter Bias => bias;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        // On CPUs with AVX-512, LibTorch 2.10 computes a wrong gradient of the input unless channels are a multiple of
        // 16.
        int spare = input.requires_grad && input.device_type == DeviceType.CPU ? -_shape.Channels & 15 : 0;
        return spare == 0
            ? Convolve(input, Effective, bias)
            : Convolve(input, Padded(Effective, spare), Padded(bias, spare)).narrow(1, 0, _shape.Channels);
    }

    internal override Parameter Weights => weight;

    internal override Tensor? Direction => direction;

    private Tensor Effective => direction is null ? weight : SpectralNorm.Apply(weight, direction);

    internal override void FollowNorm()
    {
        if (direction is not null)
            SpectralNorm.Iterate(weight, direction);
    }

    internal override Tensor Trace(UnitTrace trace, Tensor input) => trace.Computed(this, forward(input));

    /// <inheritdoc/>
    public override IReadOnlyList<PolicyLayer> ToLayers() =>
    [
        new Conv2dLayer(
            LayerWeights.Values(() => Effective), LayerWeights.Values(bias), _shape.Kernel, _shape.Stride, _shape.Padding),
    ];

    internal override IEnumerable<Parameter> ExportedWeights => [weight, bias];

    private static Tensor Padded(Tensor parameter, long spare) =>
        cat([parameter, zeros([spare, .. parameter.shape[1..]])]);

    private Tensor Convolve(Tensor input, Tensor kernels, Tensor biases) => AsksForNnpack(input)
        ? nn.functional.conv3d(
            input.unsqueeze(2),
            kernels.unsqueeze(2),
            biases,
            strides: [1, _shape.Stride, _shape.Stride],
            padding: [0, _shape.Padding, _shape.Padding]).squeeze(2)
        : nn.functional.conv2d(
            input,
            kernels,
            biases,
            strides: [_shape.Stride, _shape.Stride],
            padding: [_shape.Padding, _shape.Padding]);

    // Convolutions that oneDNN refuses are offered to NNPACK, which on an unsupported CPU writes a line to the standard
    // error stream at each call. A convolution of depth one is never offered and gives the same bits.
    private bool AsksForNnpack(Tensor input) => input.device_type == DeviceType.CPU &&
        (input.shape[0] == 1 || _shape.Kernel == 1 || input.dtype != ScalarType.Float32);
}
