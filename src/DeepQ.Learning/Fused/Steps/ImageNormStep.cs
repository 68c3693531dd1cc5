using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks.Layers;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>
/// Normalizes the output of a convolution, at each position over its channels: see
/// <see cref="ImageNormalizationLayer"/>.
/// </summary>
/// <param name="input">The output of the convolution.</param>
/// <param name="output">The input of the next layer.</param>
/// <param name="inverses">Room for 1 / √(σ² + ε) of each position.</param>
/// <param name="shape">The convolution.</param>
/// <param name="rectification">Where the rectifier after it is applied.</param>
/// <param name="start">The start of the gains among the parameters; the biases follow.</param>
internal sealed class ImageNormStep(
    FeatureBlock input,
    FeatureBlock output,
    FeatureBlock inverses,
    ConvolutionLayout shape,
    Rectification rectification,
    int start)
    : FusedStep(input, output)
{
    // The sums and the root of a position take as long as this many multiplications of a vector.
    private const int PlaceCost = 64;

    private readonly int _width = shape.PlaceStride;
    private readonly int _channels = shape.Memory.Outputs;

    /// <summary>The position of the gains in flat memory.</summary>
    public ParameterSlot GainSlot => new(start, 1, _channels, _channels);

    /// <summary>The position of the biases in flat memory.</summary>
    public ParameterSlot BiasSlot => new(start + _width, 1, _channels, _channels);

    /// <summary>The end of the parameters.</summary>
    public int End => start + (2 * _width);

    public override void Forward(in PassContext pass)
    {
        bool isShared = pass.Costs.IsShared((long)pass.Count * shape.Places * PlaceCost, _width);
        pass.Rows.With(ConvolutionStep.StatesPerShare).Run(new StateLoop(this, pass), pass.Count, isShared);
    }

    // The gradient has already passed the rectifier, and the inputs are normalized in place.
    public override void Backward(in PassContext pass)
    {
        Span<float> gains = Gains(pass.ParameterGradient), biases = Biases(pass.ParameterGradient);
        gains.Clear();
        biases.Clear();
        Span<float> gainSums = pass.Buffers.Sums[.._width], biasSums = pass.Buffers.Sums.Slice(_width, _width);
        for (int state = 0; state < pass.Count; state++)
        {
            pass.Kernels.NormalizeBack(
                shape.ByPlace(pass.Values(Input), state),
                pass.Values(inverses).Split(state, shape.Places, 1, 1),
                Gains(pass.Parameters.Weights),
                shape.ByPlace(pass.Gradients(Output), state),
                gainSums,
                biasSums,
                shape.ByPlace(pass.Gradients(Input), state));
            pass.Kernels.Add(gains, gainSums);
            pass.Kernels.Add(biases, biasSums);
        }
    }

    // The layer after it decides.
    public override long Cost(int states) => 0;

    private void Normalize(in PassContext pass, int state)
    {
        Span<float> parameters = pass.Parameters.Weights;
        pass.Kernels.Normalize(
            shape.ByPlace(pass.Values(Input), state),
            pass.Values(inverses).Split(state, shape.Places, 1, 1),
            Gains(parameters),
            Biases(parameters),
            (float)NormalizationLayer.Epsilon,
            rectification == Rectification.Immediate,
            shape.ByPlace(pass.Values(Output), state));
    }

    private Span<float> Gains(Span<float> parameters) => parameters.Slice(start, _width);

    private Span<float> Biases(Span<float> parameters) => parameters.Slice(start + _width, _width);

    /// <summary>The forward pass, one row per state.</summary>
    private readonly ref struct StateLoop(ImageNormStep step, PassContext pass) : IRowLoop
    {
        private readonly PassContext _pass = pass;

        public void Run(int row, int rows)
        {
            for (int state = row; state < row + rows; state++)
                step.Normalize(_pass, state);
        }
    }
}
