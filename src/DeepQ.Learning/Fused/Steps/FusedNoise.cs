using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks.Layers;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>
/// The noise of the weights of a network in flat memory: W = μ + σ ∘ f(ε_out) f(ε_in)ᵀ and b = μ + σ ∘ f(ε_out). See
/// <see cref="NoisyDenseLayer"/>.
/// </summary>
internal sealed class FusedNoise
{
    private readonly IReadOnlyList<NoisyBlock> _blocks;
    private readonly KernelSet _kernels;
    private readonly float[][] _drawn;
    private readonly float[][] _inputs;
    private readonly float[][] _outputs;

    public FusedNoise(FusedLayout layout, KernelSet kernels)
    {
        (_blocks, _kernels) = (layout.NoisyBlocks, kernels);
        _drawn = [.. _blocks.Select(block => new float[block.Inputs.Columns])];
        _inputs = [.. _blocks.Select(block => new float[block.Memory.Stride])];
        _outputs = [.. _blocks.Select(block => new float[AlignedBuffer.Padded(block.Outputs)])];
    }

    /// <summary>Draws new noise, in the order in which the module does.</summary>
    public void Draw(Random random)
    {
        for (int i = 0; i < _blocks.Count; i++)
        {
            NoisyDenseLayer.Draw(_drawn[i], random);
            (_blocks[i].Inputs with { Start = 0, Rows = 1 }).CopyToFlat(_drawn[i], _inputs[i]);
            NoisyDenseLayer.Draw(_outputs[i].AsSpan(0, _blocks[i].Outputs), random);
        }
    }

    /// <summary>Writes the noisy weights and biases.</summary>
    /// <param name="parameters">Means and scales.</param>
    /// <param name="weights">Receives them at the positions of the means.</param>
    public void AddTo(Span<float> parameters, Span<float> weights)
    {
        for (int i = 0; i < _blocks.Count; i++)
        {
            NoisyBlock block = _blocks[i];
            for (int output = 0; output < block.Outputs; output++)
            {
                (int start, int length) = Row(block, output);
                _kernels.AddNoise(
                    parameters.Slice(start, length),
                    parameters.Slice(start + block.Scales, length),
                    _inputs[i],
                    _outputs[i][output],
                    weights.Slice(start, length));
                int bias = block.Memory.BiasStart + block.FirstOutput + output;
                weights[bias] = parameters[bias] + (parameters[bias + block.Scales] * _outputs[i][output]);
            }
        }
    }

    /// <summary>Computes the gradients of the scales from those of the means, which are those of the weights.</summary>
    public void ScaleGradients(Span<float> gradient)
    {
        for (int i = 0; i < _blocks.Count; i++)
        {
            NoisyBlock block = _blocks[i];
            for (int output = 0; output < block.Outputs; output++)
            {
                (int start, int length) = Row(block, output);
                _kernels.ScaleByNoise(
                    gradient.Slice(start, length), _inputs[i], _outputs[i][output], gradient.Slice(start + block.Scales, length));
                int bias = block.Memory.BiasStart + block.FirstOutput + output;
                gradient[bias + block.Scales] = gradient[bias] * _outputs[i][output];
            }
        }
    }

    private static (int Start, int Length) Row(NoisyBlock block, int output) =>
        (block.Memory.WeightStart + ((block.FirstOutput + output) * block.Memory.Stride), AlignedBuffer.Padded(block.Memory.Inputs));
}
