using DeepQ.Learning.Fused.Layout;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Fused.Steps;

/// <summary>
/// The part of the gradients of the last hidden layer that all states share, in a network of few outputs.
/// </summary>
internal sealed class LowRankBackward
{
    // X are the inputs of the last hidden layer, Z = X Wᵀ + b and H = max(0, Z) its units, H Vᵀ + c the outputs, with a row
    // of W and V an output as they lie in memory, and G = dL/d(outputs). Then dL/dH = G V, and dL/dZ is that where Z > 0. D
    // is diagonal: 1 for the units that are on in the majority of states, 0 for the others. So
    //
    //     dL/dZ = G (V D) + E,  where E is at the exceptions, and 0 elsewhere:
    //
    // G V for a unit that is on against D, −G V for one that is off against D. Therefore
    //
    //     dL/dW = (V D)ᵀ (Gᵀ X) + Eᵀ X,
    //     dL/db = (V D)ᵀ (Gᵀ 1) + Eᵀ 1,
    //     dL/dX = G (V D W) + E W.
    //
    // The first terms have the rank of G, which has few columns; V D, Gᵀ X and V D W are computed once for the batch.
    private readonly AlignedBuffer _outputWeights;
    private readonly AlignedBuffer _inputSums;
    private readonly AlignedBuffer _inputWeights;
    private readonly int _outputs;

    /// <summary>Allocates memory if a backward pass may need it.</summary>
    public LowRankBackward(FusedLayout layout, bool learns)
    {
        _outputs = layout.OutputColumns.Count;
        int length = learns && DenseLayout.IsNarrowWidth(_outputs) ? checked(_outputs * layout.WidestStep) : 0;
        _outputWeights = new AlignedBuffer(length);
        _inputSums = new AlignedBuffer(length);
        _inputWeights = new AlignedBuffer(length);
    }

    /// <summary>The rank of the first terms; null if there are too many outputs for them to be worthwhile.</summary>
    public static int? RankOf(in PassContext pass)
    {
        int outputs = pass.Buffers.Layout.OutputColumns.Count;
        return DenseLayout.IsNarrowWidth(outputs) && 2 * outputs < pass.Count ? outputs : null;
    }

    /// <summary>V D, one row per output.</summary>
    public Matrix OutputWeights(FeatureBlock units) => Rows(_outputWeights, units);

    /// <summary>Gᵀ X, one row per output.</summary>
    public Matrix InputSums(FeatureBlock inputs) => Rows(_inputSums, inputs);

    /// <summary>V D W, one row per output.</summary>
    public Matrix InputWeights(FeatureBlock inputs) => Rows(_inputWeights, inputs);

    /// <summary>Computes all three products.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="hidden">The last hidden layer.</param>
    /// <param name="pattern">The pattern of its units.</param>
    public void Compute(in PassContext pass, UnitStep hidden, ActivationPattern pattern)
    {
        FusedLayout layout = pass.Buffers.Layout;
        Span<float> parameters = pass.Parameters.Weights;
        Matrix outputWeights = OutputWeights(hidden.Output);
        foreach (DenseStep step in layout.OutputSteps)
            CopyWeights(step.Memory, parameters, pattern.Baseline, outputWeights);
        pass.Kernels.Multiply(new Product
        {
            Left = pass.Gradients(layout.OutputColumns).Transposed,
            Right = pass.Values(hidden.Input),
            Result = InputSums(hidden.Input),
            InnerIndices = pass.All(pass.Count),
        });
        pass.Kernels.Multiply(new Product
        {
            Left = outputWeights,
            Right = hidden.Memory.Weights(parameters),
            Result = InputWeights(hidden.Input),
            InnerIndices = pattern.BaselineUnits,
        });
    }

    /// <summary>Adds (V D)ᵀ (Gᵀ 1): Gᵀ 1 is dL/dc, which the steps of the outputs have computed.</summary>
    public void AddBiases(in PassContext pass, FeatureBlock units, Span<float> biases)
    {
        Matrix weights = OutputWeights(units);
        foreach (DenseStep step in pass.Buffers.Layout.OutputSteps)
        {
            ReadOnlySpan<float> sums = step.Memory.Biases(pass.ParameterGradient);
            for (int output = 0; output < sums.Length; output++)
            {
                ReadOnlySpan<float> row = weights.Row(step.Output.First + output);
                float sum = sums[output];
                for (int unit = 0; unit < biases.Length; unit++)
                    biases[unit] += row[unit] * sum;
            }
        }
    }

    private static void CopyWeights(
        DenseLayout step, Span<float> parameters, ReadOnlySpan<float> baseline, in Matrix outputWeights)
    {
        Matrix source = step.Weights(parameters);
        ReadOnlySpan<float> sides = baseline.Slice(step.Input.First, step.Inputs);
        for (int output = 0; output < step.Outputs; output++)
        {
            Span<float> from = source.Row(output);
            Span<float> to = outputWeights.Row(step.Output.First + output).Slice(step.Input.First, step.Inputs);
            for (int unit = 0; unit < to.Length; unit++)
                to[unit] = from[unit] * sides[unit];
        }
    }

    private Matrix Rows(AlignedBuffer buffer, FeatureBlock features) =>
        new(buffer.Span, _outputs, features.Count, AlignedBuffer.Stride(features.Count));
}
