using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Passes;

/// <summary>
/// The outputs of a network as a linear function of the units of its last hidden layer that are usually on: what the
/// gradients of all states have in common.
/// </summary>
internal sealed class FoldedOutputs
{
    private readonly FusedLayout _layout;
    private readonly KernelSet _kernels;
    private readonly ForwardPass _forward;
    private readonly AlignedBuffer _weights;
    private readonly AlignedBuffer _inputSums;
    private readonly AlignedBuffer _inputWeights;

    public FoldedOutputs(FusedLayout layout, KernelSet kernels, ForwardPass forward)
    {
        _layout = layout;
        _kernels = kernels;
        _forward = forward;
        int length = Applies(layout) ? checked(layout.Outputs.Count * layout.WidestStep) : 0;
        _weights = new AlignedBuffer(length);
        _inputSums = new AlignedBuffer(length);
        _inputWeights = new AlignedBuffer(length);
    }

    /// <summary>Whether a network has so few outputs that they can pay.</summary>
    public static bool Applies(FusedLayout layout) => DenseStep.IsNarrowWidth(layout.Outputs.Count);

    /// <summary>V: the weights of the outputs, a row an output, zero for units that are usually off.</summary>
    public Matrix Weights(DenseStep hidden) => Rows(_weights, hidden.Output);

    /// <summary>Gᵀ X: the inputs of the hidden layer, summed over states by the gradient of each output.</summary>
    public Matrix InputSums(DenseStep hidden) => Rows(_inputSums, hidden.Input);

    /// <summary>V W: the outputs as a function of the inputs of the hidden layer.</summary>
    public Matrix InputWeights(DenseStep hidden) => Rows(_inputWeights, hidden.Input);

    /// <summary>Computes all three.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="hidden">The last hidden layer.</param>
    /// <param name="pattern">The pattern of its units.</param>
    /// <param name="gradient">G, the gradient of the outputs: a row a state.</param>
    public void Read(FusedParameters parameters, DenseStep hidden, ActivationPattern pattern, in Matrix gradient)
    {
        Matrix weights = Weights(hidden);
        for (int i = _layout.HiddenCount; i < _layout.Steps.Length; i++)
            ReadWeights(_layout.Steps[i], parameters.Values, pattern.Baseline, weights);
        _kernels.Multiply(new Product
        {
            Left = gradient.Transposed,
            Right = _forward.Values(hidden.Input),
            Result = InputSums(hidden),
            InnerIndices = _forward.All(gradient.Rows),
        });
        _kernels.Multiply(new Product
        {
            Left = weights,
            Right = hidden.Weights(parameters.Values),
            Result = InputWeights(hidden),
            InnerIndices = pattern.BaselineUnits,
        });
    }

    private static void ReadWeights(
        DenseStep step, Span<float> parameters, ReadOnlySpan<float> baseline, in Matrix weights)
    {
        Matrix source = step.Weights(parameters);
        ReadOnlySpan<float> sides = baseline.Slice(step.Input.First, step.Inputs);
        for (int output = 0; output < step.Outputs; output++)
        {
            Span<float> from = source.Row(output);
            Span<float> to = weights.Row(step.Output.First + output).Slice(step.Input.First, step.Inputs);
            for (int unit = 0; unit < to.Length; unit++)
                to[unit] = from[unit] * sides[unit];
        }
    }

    private Matrix Rows(AlignedBuffer buffer, FeatureBlock features) =>
        new(buffer.Span, _layout.Outputs.Count, features.Count, AlignedBuffer.Padded(features.Count));
}
