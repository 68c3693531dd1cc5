using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks.Layers;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>Normalizes what a hidden layer computes, before its rectifier: see <see cref="NormalizationLayer"/>.</summary>
/// <param name="input">What the layer computes.</param>
/// <param name="output">The units that the next layer reads.</param>
/// <param name="inverses">Room for 1 / √(σ² + ε) of each state.</param>
/// <param name="start">Where the gains begin among the parameters, and after them the biases.</param>
/// <param name="rectification">Where the rectifier after it is applied.</param>
internal sealed class LayerNormStep(
    FeatureBlock input, FeatureBlock output, FeatureBlock inverses, int start, Rectification rectification)
    : FusedStep(input, output)
{
    private readonly int _width = AlignedBuffer.Padded(input.Count);

    /// <summary>The number of channels of each place, where it normalizes an image; otherwise 1.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>Where the gains are in flat memory.</summary>
    public ParameterSlot GainSlot => Slot(start);

    /// <summary>Where the biases are there.</summary>
    public ParameterSlot BiasSlot => Slot(start + _width);

    /// <summary>The end of the parameters.</summary>
    public int End => start + (2 * _width);

    public override void Forward(in PassContext pass)
    {
        Span<float> parameters = pass.Parameters.Weights;
        pass.Kernels.Normalize(
            pass.Values(Input),
            pass.Values(inverses),
            Gains(parameters),
            Biases(parameters),
            (float)NormalizationLayer.Epsilon,
            rectification == Rectification.Immediate,
            pass.Values(Output));
    }

    // The gradient has been through the rectifier, and the inputs are normalized where they lie.
    public override void Backward(in PassContext pass) => pass.Kernels.NormalizeBack(
        pass.Values(Input),
        pass.Values(inverses),
        Gains(pass.Parameters.Weights),
        pass.Gradients(Output),
        Gains(pass.ParameterGradient),
        Biases(pass.ParameterGradient),
        pass.Gradients(Input));

    // It is never long enough to be shared.
    public override long Cost(int states) => 0;

    private ParameterSlot Slot(int first) => new(first, 1, Input.Count, _width) { Channels = Channels, PlaceStride = Channels };

    private Span<float> Gains(Span<float> parameters) => parameters.Slice(start, _width);

    private Span<float> Biases(Span<float> parameters) => parameters.Slice(start + _width, _width);
}
