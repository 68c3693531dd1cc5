using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>
/// A convolution: the same fully connected layer at each kernel position, applied to the values under the kernel.
/// </summary>
/// <param name="shape">Its position in flat memory, and the inputs of its outputs.</param>
/// <param name="input">The images among the values of the network.</param>
/// <param name="padded">The padded images; the same without padding.</param>
/// <param name="output">Its outputs among them.</param>
/// <param name="rectification">Where the rectifier after it is applied.</param>
/// <param name="source">The step that computes its inputs; null if they are observations.</param>
internal sealed partial class ConvolutionStep(
    ConvolutionLayout shape,
    FeatureBlock input,
    FeatureBlock padded,
    FeatureBlock output,
    Rectification rectification,
    FusedStep? source)
    : FusedStep(input, output)
{
    /// <summary>The number of states that a thread takes at a time.</summary>
    public const int StatesPerShare = 8;

    private const int WeightsPerShare = 64;

    /// <summary>Its position in flat memory, and the inputs of its outputs.</summary>
    public ConvolutionLayout Shape { get; } = shape;

    /// <summary>The step that computes its inputs; null if they are observations.</summary>
    public FusedStep? Source { get; } = source;

    private DenseLayout Memory => Shape.Memory;

    private FeatureBlock Padded => padded;

    private bool IsRectified => rectification == Rectification.Immediate;

    public override long Cost(int states) => (long)states * Shape.Places * Memory.Inputs * Memory.Outputs;

    public override void Transpose(Span<float> parameters, Span<float> transposed)
    {
        Transposition.Run(Memory.Weights(parameters), Memory.ByInput(transposed));
        Memory.Biases(parameters).CopyTo(Memory.PaddedBiases(transposed));
    }

    // Zeros of observations add nothing, as in a StateStep. If zeros are few, the product is computed in full.
    public override void Forward(in PassContext pass)
    {
        if (Source is null)
            pass.Kernels.FindValues(pass.Values(Input), pass.Buffers.States.Places);
        bool isShared = pass.Costs.IsShared(Cost(pass.Count), 1);
        Span<float> transposed = pass.Parameters.Transposed;
        if (IsSparse(pass))
        {
            SparseRowLoop loop = new(pass.Kernels, Images(pass, Memory.ByInput(transposed), pass.Values(Output), transposed));
            pass.Rows.With(StatesPerShare).Run(loop, pass.Count, isShared);
            return;
        }

        ForwardRowLoop rows = new(this, pass.Kernels, pass.Values(Input), pass.Values(Padded), pass.Values(Output), transposed);
        pass.Rows.With(StatesPerShare).Run(rows, pass.Count, isShared);
    }

    // The gradient has already passed the rectifier.
    public override void Backward(in PassContext pass)
    {
        Matrix gradient = pass.Gradients(Output);
        Span<float> sums = pass.Buffers.Sums;
        Span<float> biases = Memory.Biases(pass.ParameterGradient);
        biases.Clear();
        for (int state = 0; state < pass.Count; state++)
        {
            pass.Kernels.SumColumns(Shape.ByPlace(gradient, state), sums);
            for (int channel = 0; channel < biases.Length; channel++)
                biases[channel] += sums[channel];
        }

        Matrix byInput = Memory.ByInput(pass.Buffers.TransposedGradient);
        bool isShared = pass.Costs.IsShared(Cost(pass.Count), 1);
        if (IsSparse(pass))
            pass.Kernels.ConvolveBack(Images(pass, byInput, gradient, default));
        else
            pass.Rows.With(WeightsPerShare).Run(new WeightRowLoop(this, pass.Kernels, pass.Values(Padded), gradient, byInput), byInput.Rows, isShared);
        Transposition.Run(byInput, Memory.Weights(pass.ParameterGradient));

        if (Source is null)
            return;
        InputRowLoop inputs = new(this, pass, gradient);
        pass.Rows.With(StatesPerShare).Run(inputs, pass.Count, isShared);
    }

    private bool IsSparse(in PassContext pass) => Source is null && pass.Costs.Images(
        (long)pass.Count * Shape.Places * Memory.Inputs,
        (long)pass.Buffers.States.Places.Starts[pass.Count] * Shape.Seen.Length / (2 * Shape.Height * Shape.Width)) ==
        ProductStrategy.Sparse;

    private SparseImages Images(in PassContext pass, in Matrix weights, in Matrix outputs, Span<float> transposed) => new()
    {
        Images = pass.Values(Input),
        Places = pass.Buffers.States.Places,
        Pixels = Shape.Height * Shape.Width,
        Starts = Shape.SeenStarts,
        Windows = Shape.Seen,
        Weights = weights,
        Outputs = outputs,
        Biases = transposed.IsEmpty ? default : Memory.PaddedBiases(transposed),
        Rectified = IsRectified,
    };
}
