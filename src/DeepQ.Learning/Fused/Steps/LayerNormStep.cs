using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks.Layers;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>
/// Normalizes the output of a hidden layer before its rectifier: see <see cref="NormalizationLayer"/>.
/// </summary>
/// <param name="input">The output of the layer.</param>
/// <param name="output">The units that the next layer reads.</param>
/// <param name="inverses">Room for 1 / √(σ² + ε) of each state.</param>
/// <param name="start">The start of the gains among the parameters; the biases follow.</param>
/// <param name="rectification">Where the rectifier after it is applied.</param>
internal sealed class LayerNormStep(
    FeatureBlock input, FeatureBlock output, FeatureBlock inverses, int start, Rectification rectification)
    : FusedStep(input, output)
{
    private readonly int _width = AlignedBuffer.Padded(input.Count);

    /// <summary>The number of channels of each position if it normalizes an image; otherwise 1.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>The step that computes its inputs if they are the units of a fully connected layer; otherwise null.</summary>
    public DenseStep? Source { get; init; }

    /// <summary>Where the rectifier after it is applied.</summary>
    public Rectification Rectification { get; } = rectification;

    /// <summary>The position of 1 / √(σ² + ε) of each state.</summary>
    public FeatureBlock Inverses { get; } = inverses;

    /// <summary>The position of the gains in flat memory.</summary>
    public ParameterSlot GainSlot => Slot(start);

    /// <summary>The position of the biases in flat memory.</summary>
    public ParameterSlot BiasSlot => Slot(start + _width);

    /// <summary>The end of the parameters.</summary>
    public int End => start + (2 * _width);

    public override void Forward(in PassContext pass)
    {
        Span<float> parameters = pass.Parameters.Weights;
        pass.Kernels.Normalize(
            pass.Values(Input),
            pass.Values(Inverses),
            Gains(parameters),
            Biases(parameters),
            (float)NormalizationLayer.Epsilon,
            Rectification == Rectification.Immediate,
            pass.Values(Output));
    }

    // The gradient has already passed the rectifier, and the inputs are normalized in place.
    public override void Backward(in PassContext pass) => pass.Kernels.NormalizeBack(
        pass.Values(Input),
        pass.Values(Inverses),
        Gains(pass.Parameters.Weights),
        pass.Gradients(Output),
        Gains(pass.ParameterGradient),
        Biases(pass.ParameterGradient),
        pass.Gradients(Input));

    // It never takes long enough to be shared.
    public override long Cost(int states) => 0;

    private ParameterSlot Slot(int first) => new(first, 1, Input.Count, _width) { Channels = Channels, PlaceStride = Channels };

    /// <summary>Returns the gains, padded with zeros.</summary>
    public Span<float> Gains(Span<float> parameters) => parameters.Slice(start, _width);

    /// <summary>Returns the biases, padded with zeros.</summary>
    public Span<float> Biases(Span<float> parameters) => parameters.Slice(start + _width, _width);
}
